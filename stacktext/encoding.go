package stacktext

// encoding says how a transport escaped the characters of a text.
type encoding uint8

package output

import "syscall"

// makeMemoryDevice makes a device of those that Linux numbers 1 (admin-guide/devices.txt).
func makeMemoryDevice(file string, minor int) error {
	return syscall.Mknod(file, syscall.S_IFCHR|0o666, 1<<8|minor)
}

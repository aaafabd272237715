package rustasyncprocessor

import (
	"errors"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/profiles"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/rules"
	signals "github.com/rustasyncprocessor/rustasyncprocessor/processor"
)

// ProfilesConfig says how to clean profiles.
type ProfilesConfig struct {
	// Frames says which frames to remove. Combinator, server and runtime frames are only removed outside an application
	// frame.
	Frames FramesConfig `mapstructure:"frames"`

	// CollapseRecursion leaves one frame where a function calls itself directly.
	CollapseRecursion bool `mapstructure:"collapse_recursion"`

	// KeepRuntimeRoot leaves one frame, such as [tokio], in place of the runtime's frames around a stack.
	KeepRuntimeRoot bool `mapstructure:"keep_runtime_root"`

	// OriginalPayload says what to do with original_payload, the profile as its producer wrote it, in profiles that were
	// changed: "drop" or "keep".
	OriginalPayload string `mapstructure:"original_payload"`

	_ struct{}
}

const (
	payloadDrop = "drop"
	payloadKeep = "keep"
)

// defaultProfiles keeps the frames inside the innermost application frame, even panic machinery: that is where the time
// went.
func defaultProfiles() ProfilesConfig {
	return ProfilesConfig{
		Frames:          FramesConfig{Remove: []string{"generator", "adapter", "combinator", "server", "runtime"}},
		OriginalPayload: payloadDrop,
	}
}

func (c *ProfilesConfig) validate() error {
	return errors.Join(
		c.Frames.validate("profiles.frames"),
		oneOf("profiles.original_payload", c.OriginalPayload, payloadDrop, payloadKeep),
	)
}

func (c *Config) profileOptions() signals.ProfileOptions {
	frames, texts := &c.Profiles.Frames, c.RewriteOptions()
	return signals.ProfileOptions{Options: profiles.Options{
		Rules: rules.Options{
			Remove:            classSet(frames.Remove),
			Keep:              frames.Keep.matcher(),
			RemoveMatching:    frames.RemoveMatching.matcher(),
			Application:       texts.Application,
			AroundApplication: true,
			LabelStyle:        texts.LabelStyle,
			MinGrade:          texts.MinGrade,
			ElideGenerics:     texts.ElideGenerics,
		},
		CollapseRecursion:   c.Profiles.CollapseRecursion,
		KeepRuntimeRoot:     c.Profiles.KeepRuntimeRoot,
		KeepOriginalPayload: c.Profiles.OriginalPayload == payloadKeep,
	}}
}

package rustasyncprocessor

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
)

// DebugInfoConfig says where to look up what closures are.
type DebugInfoConfig struct {
	// Paths are index files, programs and files with their debug information, directories of such files, or glob
	// patterns. The files may appear later.
	Paths []string `mapstructure:"paths"`

	// Reload is how often to look for new or changed files, at least 100 ms; 0 disables it.
	Reload time.Duration `mapstructure:"reload"`

	// Match says which files answer for which data: "auto", "service" or "symbol".
	Match string `mapstructure:"match"`

	// Symbolize adds functions to profile locations that have only an address, from the programs and debug files among
	// Paths.
	Symbolize bool `mapstructure:"symbolize"`

	_ struct{}
}

// minReload limits how often to look: looking at a thousand files takes 40 ms.
const minReload = 100 * time.Millisecond

func defaultDebugInfo() DebugInfoConfig {
	return DebugInfoConfig{Reload: time.Minute, Match: debuginfo.MatchAuto.String(), Symbolize: true}
}

func (c *DebugInfoConfig) validate() error {
	errs := []error{
		noneBlank("debug_info.paths", c.Paths, "/var/lib/rustasync/*.idx"),
		readBy("debug_info.match", c.Match, new(debuginfo.Match)),
	}
	for i, path := range c.Paths {
		if _, err := filepath.Match(path, ""); err != nil {
			errs = append(errs, fmt.Errorf("debug_info.paths[%d]: %q: %w", i, path, err))
		}
	}
	switch {
	case c.Reload < 0:
		errs = append(errs, fmt.Errorf("debug_info.reload: %s is negative; use 0 to disable it", c.Reload))
	case c.Reload > 0 && c.Reload < minReload:
		errs = append(errs, fmt.Errorf("debug_info.reload: %s is less than %s; use a duration with its unit, such as %q",
			c.Reload, minReload, "1m"))
	}
	return errors.Join(errs...)
}

// DebugInfoOptions returns the debug information options of a valid configuration.
func (c *Config) DebugInfoOptions() debuginfo.StoreOptions {
	var match debuginfo.Match
	var macros debuginfo.Macros
	_ = match.UnmarshalText([]byte(c.DebugInfo.Match)) // Validate has seen both
	_ = macros.UnmarshalText([]byte(c.Labels.Macros))
	return debuginfo.StoreOptions{
		Paths:     c.DebugInfo.Paths,
		Reload:    c.DebugInfo.Reload,
		Match:     match,
		Symbolize: c.DebugInfo.Symbolize,
		Macros:    macros,
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/collector/confmap"

	rustasyncprocessor "github.com/rustasyncprocessor/rustasyncprocessor"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo"
	"github.com/rustasyncprocessor/rustasyncprocessor/internal/debuginfo/symbols"
	"github.com/rustasyncprocessor/rustasyncprocessor/processor"
	"github.com/rustasyncprocessor/rustasyncprocessor/rewrite"
)

// forEach calls do for each of the files, or for standard input if there are none; "-" is standard input.
func forEach(files []string, stdin io.Reader, do func(file string, in io.Reader) error) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, file := range files {
		if file == "-" {
			if err := do("standard input", stdin); err != nil {
				return err
			}
			continue
		}
		in, err := os.Open(file)
		if err != nil {
			return err
		}
		err = do(file, in)
		in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// settings are the flags that tell commands how to clean.
type settings struct {
	config    string
	debugInfo []string
	log       func() io.Writer
}

func (s *settings) addFlags(command *cobra.Command) {
	s.log = command.ErrOrStderr
	command.Flags().StringVar(&s.config, "config", "",
		"YAML file with the processor's section, alone or within a Collector's configuration")
	command.Flags().StringArrayVar(&s.debugInfo, "debug-info", nil,
		"index, program or debug file in which to look up what closures are; can be given several times")
}

// newRewriter returns a rewriter for the configuration in the file, or for the default one.
func (s *settings) newRewriter(adjust func(*rewrite.Options)) (*rewrite.Rewriter, error) {
	config, err := loadConfig(s.config)
	if err != nil {
		return nil, err
	}
	options := config.RewriteOptions()
	adjust(&options)
	rewriter, err := rewrite.New(options)
	if err != nil {
		return nil, err
	}
	store, err := s.loadDebugInfo(config)
	if err != nil {
		return nil, err
	}
	if oracle := store.OfService("", ""); oracle != nil {
		rewriter = rewriter.With(oracle)
	}
	return rewriter, nil
}

// newProfileProcessor returns what cleans profiles by the configuration in the file, or by the default one. With explain
// it also says what removed frames are.
func (s *settings) newProfileProcessor(explain bool) (*processor.Processor, error) {
	config, err := loadConfig(s.config)
	if err != nil {
		return nil, err
	}
	options := config.Options()
	options.Profiles.Rules.Explain = explain
	store, err := s.loadDebugInfo(config)
	if err != nil {
		return nil, err
	}
	options.DebugInfo, options.Profiles.Symbolizer = store, store
	return processor.NewSilent(processor.Profiles, options)
}

// loadDebugInfo reads the files that the flags and the configuration name. The input here comes from no service, so all
// files answer for it. A file that cannot be read is an error; one that is incomplete, or says nothing about the
// program's own closures, gets a warning.
func (s *settings) loadDebugInfo(config *rustasyncprocessor.Config) (*debuginfo.Store, error) {
	var errs []error
	options := config.DebugInfoOptions()
	options.Paths, options.Match = slices.Concat(options.Paths, s.debugInfo), debuginfo.MatchSymbol
	options.Warn = func(_ string, err error) {
		if errors.Is(err, symbols.ErrIncomplete) || errors.Is(err, debuginfo.ErrNoOwnNames) {
			fmt.Fprintln(s.log(), err)
			return
		}
		errs = append(errs, err)
	}
	store := debuginfo.NewStore(options)
	store.Refresh(context.Background())
	return store, errors.Join(errs...)
}

// What commands change in the options besides the configuration.
func asConfigured(*rewrite.Options)            {}
func withReasons(options *rewrite.Options)     { options.Explain = true }
func withFingerprint(options *rewrite.Options) { options.Summarize = true }

// loadConfig reads the processor's section as the Collector does: over the defaults, with unknown keys refused.
func loadConfig(file string) (*rustasyncprocessor.Config, error) {
	config := rustasyncprocessor.NewFactory().CreateDefaultConfig().(*rustasyncprocessor.Config)
	if file == "" {
		return config, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	section, err := findSection(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := section.Unmarshal(config); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := config.Validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	config.DryRun = false // a command changes nothing in place
	return config, nil
}

// findSection returns the processor's own section of a YAML text: the text itself, or what it has under rust_async or
// under processors: rust_async.
func findSection(text []byte) (*confmap.Conf, error) {
	retrieved, err := confmap.NewRetrievedFromYAML(text)
	if err != nil {
		return nil, err
	}
	conf, err := retrieved.AsConf()
	if err != nil {
		return nil, err
	}
	whole := conf.IsSet("processors")
	if whole {
		if conf, err = conf.Sub("processors"); err != nil {
			return nil, err
		}
	}
	ids := componentIDs(conf)
	switch {
	case len(ids) == 1:
		return conf.Sub(ids[0])
	case len(ids) > 1:
		return nil, fmt.Errorf("the file has %s; leave one of them in it", strings.Join(ids, ", "))
	case whole:
		return nil, errors.New("no rust_async under processors")
	default:
		return conf, nil
	}
}

// componentIDs returns the keys that are the processor's type, alone or with a name.
func componentIDs(conf *confmap.Conf) []string {
	kind := rustasyncprocessor.NewFactory().Type().String()
	var ids []string
	for key := range conf.ToStringMap() {
		if key == kind || strings.HasPrefix(key, kind+"/") {
			ids = append(ids, key)
		}
	}
	slices.Sort(ids)
	return ids
}

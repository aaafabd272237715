package exampletest

// Where a Collector's configuration listens, and where it sends.

import (
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
)

// address is where a component listens or sends. Missing parts are "".
type address struct {
	component  string // its keys in the configuration
	host, port string
}

func (a address) String() string {
	return fmt.Sprintf("%s (%s)", a.component, net.JoinHostPort(a.host, a.port))
}

// config is a configuration, or a section of one.
type config map[string]any

// at returns the section under these keys, nil if there is none.
func (c config) at(keys ...string) config {
	for _, key := range keys {
		switch below := c[key].(type) {
		case map[string]any:
			c = below
		case config:
			c = below
		default:
			return nil
		}
	}
	return c
}

func (c config) keys() []string { return slices.Sorted(maps.Keys(c)) }

// The default endpoints of components, by type, in the Collector's and contrib's version in builder-config.yaml.
var (
	protocolDefaults = map[string]string{"otlp/grpc": "localhost:4317", "otlp/http": "localhost:4318"}
	endpointDefaults = map[string]string{"health_check": "localhost:13133"}
	schemePorts      = map[string]string{"http": "80", "https": "443"}
)

// metricsDefault is where a Collector serves its own metrics.
var metricsDefault = address{"service.telemetry.metrics", "localhost", "8888"}

// listeners returns where the Collector of a configuration listens.
func (c config) listeners() []address {
	var found []address
	for _, id := range c.at("receivers").keys() {
		receiver := c.at("receivers", id)
		kind, _, _ := strings.Cut(id, "/")
		if endpoint, ok := receiver["endpoint"]; ok {
			found = append(found, newAddress("receivers."+id, endpoint))
		}
		for protocol, settings := range receiver.at("protocols") {
			endpoint := any(protocolDefaults[kind+"/"+protocol])
			if settings, ok := settings.(map[string]any); ok && settings["endpoint"] != nil {
				endpoint = settings["endpoint"]
			}
			found = append(found, newAddress("receivers."+id+"."+protocol, endpoint))
		}
	}
	for _, id := range c.at("extensions").keys() {
		kind, _, _ := strings.Cut(id, "/")
		endpoint := any(endpointDefaults[kind])
		if said := c.at("extensions", id)["endpoint"]; said != nil {
			endpoint = said
		}
		if endpoint != "" {
			found = append(found, newAddress("extensions."+id, endpoint))
		}
	}
	return append(found, c.metrics()...)
}

// metrics returns where the Collector serves its own metrics.
func (c config) metrics() []address {
	metrics := c.at("service", "telemetry", "metrics")
	if metrics["level"] == "none" {
		return nil
	}
	readers, said := metrics["readers"].([]any)
	if !said {
		return []address{metricsDefault}
	}
	var found []address
	for _, reader := range readers {
		if exporter := config(reader.(map[string]any)).at("pull", "exporter", "prometheus"); exporter != nil {
			found = append(found, address{metricsDefault.component, text(exporter["host"]), text(exporter["port"])})
		}
	}
	return found
}

// targets returns where the exporters of a configuration send.
func (c config) targets() []address {
	var found []address
	for _, id := range c.at("exporters").keys() {
		exporter := c.at("exporters", id)
		for _, key := range exporter.keys() {
			if key == "endpoint" || strings.HasSuffix(key, "_endpoint") {
				found = append(found, newAddress("exporters."+id, exporter[key]))
			}
		}
	}
	return found
}

// variable is a reference to an environment variable, with its default.
var variable = regexp.MustCompile(`\$\{env:(\w+)(?::-([^}]*))?\}`)

// text returns a value as a Collector without any environment sees it; a variable without a default stays.
func text(value any) string {
	return variable.ReplaceAllStringFunc(fmt.Sprint(value), func(reference string) string {
		parts := variable.FindStringSubmatch(reference)
		if strings.Contains(reference, ":-") {
			return parts[2]
		}
		return parts[1]
	})
}

// newAddress reads "host:port" and URLs, including gRPC's.
func newAddress(component string, endpoint any) address {
	where := text(endpoint)
	if u, err := url.Parse(where); err == nil && u.Scheme != "" && strings.Contains(where, "://") {
		if u.Host == "" { // dns:///host:port
			return newAddress(component, strings.TrimPrefix(u.Path, "/"))
		}
		port := u.Port()
		if port == "" {
			port = schemePorts[u.Scheme]
		}
		return address{component, u.Hostname(), port}
	}
	host, port, err := net.SplitHostPort(where)
	if err != nil {
		return address{component, where, ""}
	}
	return address{component, host, port}
}

// here reports whether a host is the machine that the Collector runs on; others are the names that other machines have
// for it.
func (a address) here(others ...string) bool {
	if ip := net.ParseIP(a.host); ip != nil {
		return ip.IsLoopback() || ip.IsUnspecified()
	}
	own, _ := os.Hostname()
	return slices.Contains(append(others, "", "localhost", own), strings.ToLower(a.host))
}

// problems returns what is wrong with the addresses of a configuration: exporters that send to the Collector itself, and
// ports with two listeners. names are those that others have for the Collector.
func (c config) problems(names ...string) []string {
	var problems []string
	by := map[string]address{}
	for _, l := range c.listeners() {
		if other, taken := by[l.port]; taken {
			problems = append(problems, fmt.Sprintf("%v and %v listen on the same port", other, l))
		}
		by[l.port] = l
	}
	for _, target := range c.targets() {
		if !target.here(names...) {
			continue
		}
		if own, listens := by[target.port]; listens {
			problems = append(problems, fmt.Sprintf("%v sends to the Collector's own %v", target, own))
		}
		for name, ports := range backends {
			if !strings.HasSuffix(target.component, "/"+name) {
				continue
			}
			for _, port := range ports {
				if own, listens := by[port]; listens {
					problems = append(problems, fmt.Sprintf("%v listens where %s on the same machine does", own, name))
				}
			}
		}
	}
	return problems
}

// backends are the ports on which backends listen by default, by the name of their exporter in the examples.
var backends = map[string][]string{
	// https://www.jaegertracing.io/docs/latest/architecture/apis/ and, for version 1, .../1.76/deployment/: OTLP, its
	// older collectors, Zipkin, sampling, query, admin; a Collector's health check, metrics, expvar and zpages.
	"jaeger": {
		"4317", "4318", "14250", "14267", "14268", "14269", "9411", "5775", "5778", "5779", "6831", "6832", "16685", "16686",
		"16687", "13132", "13133", "8888", "8889", "27777", "27778", "55679",
	},
	// https://grafana.com/docs/pyroscope/latest/configure-server/reference-configuration-parameters/: http_listen_port,
	// grpc_listen_port, memberlist's bind_port.
	"pyroscope": {"4040", "9095", "7946"},
}

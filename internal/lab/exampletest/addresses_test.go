package exampletest

// Where a configuration of the Collector listens, and where it sends to.

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

// address is where a component listens or sends to. What is not said is "".
type address struct {
	component  string // by its keys in the configuration
	host, port string
}

func (a address) String() string {
	return fmt.Sprintf("%s (%s)", a.component, net.JoinHostPort(a.host, a.port))
}

// config is a configuration, or a part of one.
type config map[string]any

// at returns what stands under keys, nil where nothing does.
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

// The endpoints that components have where none is said, by type: what the Collector's and contrib's components of the
// version in builder-config.yaml have.
var (
	protocolDefaults = map[string]string{"otlp/grpc": "localhost:4317", "otlp/http": "localhost:4318"}
	endpointDefaults = map[string]string{"health_check": "localhost:13133"}
	schemePorts      = map[string]string{"http": "80", "https": "443"}
)

// metricsDefault is where a Collector says its own metrics.
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

// metrics returns where the Collector says its own metrics.
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

// targets returns where the exporters of a configuration send to.
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

// variable is a reference to the environment, with what it is by default.
var variable = regexp.MustCompile(`\$\{env:(\w+)(?::-([^}]*))?\}`)

// text returns a value as a Collector without any environment has it; a variable without a default stays.
func text(value any) string {
	return variable.ReplaceAllStringFunc(fmt.Sprint(value), func(reference string) string {
		parts := variable.FindStringSubmatch(reference)
		if strings.Contains(reference, ":-") {
			return parts[2]
		}
		return parts[1]
	})
}

// newAddress reads "host:port" and URLs, those of gRPC too.
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

// here reports whether a host is the machine that the Collector runs on; others are the names that it has elsewhere.
func (a address) here(others ...string) bool {
	if ip := net.ParseIP(a.host); ip != nil {
		return ip.IsLoopback() || ip.IsUnspecified()
	}
	own, _ := os.Hostname()
	return slices.Contains(append(others, "", "localhost", own), strings.ToLower(a.host))
}

// problems returns what is wrong with the addresses of a configuration: exporters that send to the Collector itself, and
// ports on which two listen. Names are those by which others reach the Collector.
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

// backends are the ports on which backends listen by default, by what the examples name their exporters.
var backends = map[string][]string{
	// https://www.jaegertracing.io/docs/latest/architecture/apis/ and, of versions 1, .../1.76/deployment/: OTLP, its older
	// collectors, Zipkin, sampling, query, admin; a Collector's health check, metrics, expvar and zpages.
	"jaeger": {
		"4317", "4318", "14250", "14267", "14268", "14269", "9411", "5775", "5778", "5779", "6831", "6832", "16685", "16686",
		"16687", "13132", "13133", "8888", "8889", "27777", "27778", "55679",
	},
	// https://grafana.com/docs/pyroscope/latest/configure-server/reference-configuration-parameters/: http_listen_port,
	// grpc_listen_port, memberlist's bind_port.
	"pyroscope": {"4040", "9095", "7946"},
}

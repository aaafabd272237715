package exampletest

import (
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

const monitoring = "../../../examples/monitoring/"

// metric is what metadata.yaml says about a metric.
type metric struct {
	Attributes []string  `yaml:"attributes"`
	Histogram  *struct{} `yaml:"histogram"`
}

type metadata struct {
	Attributes map[string]struct {
		Name string   `yaml:"name_override"`
		Enum []string `yaml:"enum"`
	} `yaml:"attributes"`
	Telemetry struct {
		Metrics map[string]metric `yaml:"metrics"`
	} `yaml:"telemetry"`
}

// exported returns the metrics by the names under which Prometheus gets them from a Collector, each with the values of
// its labels.
func exported(t *testing.T) map[string]map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../../../metadata.yaml")
	require.NoError(t, err)
	var described metadata
	require.NoError(t, yaml.Unmarshal(text, &described))
	metrics := make(map[string]map[string][]string)
	for name, m := range described.Telemetry.Metrics {
		labels := make(map[string][]string)
		for _, key := range m.Attributes {
			attribute := described.Attributes[key]
			labels[cmp.Or(attribute.Name, key)] = attribute.Enum
		}
		if m.Histogram == nil {
			metrics["otelcol_"+name] = labels
			continue
		}
		metrics["otelcol_"+name+"_sum"], metrics["otelcol_"+name+"_count"] = labels, labels
		buckets := maps.Clone(labels)
		buckets["le"] = nil
		metrics["otelcol_"+name+"_bucket"] = buckets
	}
	require.NotEmpty(t, metrics)
	return metrics
}

// ofTheCollector has metrics of every Collector, with their labels.
var ofTheCollector = map[string]map[string][]string{
	"otelcol_receiver_refused_spans":       {"receiver": nil, "transport": nil},
	"otelcol_receiver_refused_log_records": {"receiver": nil, "transport": nil},
}

// ofTheScrape are the labels that Prometheus adds.
var ofTheScrape = []string{"job", "instance"}

// check parses a query and looks up every metric, label and value in it. It returns the metrics.
func check(t *testing.T, query string) []string {
	t.Helper()
	metrics := exported(t)
	query = strings.ReplaceAll(query, "$__rate_interval", "5m")
	expression, err := parser.ParseExpr(query)
	require.NoError(t, err, query)
	var used []string
	parser.Inspect(expression, func(node parser.Node, _ []parser.Node) error {
		switch node := node.(type) {
		case *parser.VectorSelector:
			used = append(used, node.Name)
			known, ours := metrics[node.Name]
			if !ours {
				known, ours = ofTheCollector[node.Name]
			}
			assert.True(t, ours, "no metric is called %s", node.Name)
			for _, matcher := range node.LabelMatchers {
				checkMatcher(t, node.Name, known, matcher)
			}
		case *parser.AggregateExpr:
			for _, label := range node.Grouping {
				assert.Contains(t, labelsBelow(node, metrics), label, query)
			}
		}
		return nil
	})
	return used
}

func checkMatcher(t *testing.T, name string, known map[string][]string, m *labels.Matcher) {
	t.Helper()
	if m.Name == labels.MetricName || slices.Contains(ofTheScrape, m.Name) {
		return
	}
	assert.Contains(t, known, m.Name, name)
	for value := range strings.SplitSeq(m.Value, "|") {
		assert.Contains(t, known[m.Name], value, "%s of %s", m.Name, name)
	}
}

// labelsBelow returns the labels of the metrics in an expression.
func labelsBelow(node parser.Node, metrics map[string]map[string][]string) []string {
	known := slices.Clone(ofTheScrape)
	parser.Inspect(node, func(node parser.Node, _ []parser.Node) error {
		if selector, ok := node.(*parser.VectorSelector); ok {
			known = slices.AppendSeq(known, maps.Keys(metrics[selector.Name]))
			known = slices.AppendSeq(known, maps.Keys(ofTheCollector[selector.Name]))
		}
		return nil
	})
	return known
}

type dashboard struct {
	Panels []struct {
		ID          int
		Type, Title string
		Description string
		GridPos     struct{ X, Y, W, H int }
		Targets     []struct{ Expr string }
	}
	Templating struct {
		List []struct{ Type, Definition string }
	}
}

func TestDashboardShowsEveryMetric(t *testing.T) {
	text, err := os.ReadFile(monitoring + "grafana-dashboard.json")
	require.NoError(t, err)
	var shown dashboard
	require.NoError(t, json.Unmarshal(text, &shown))
	used, ids := make(map[string]bool), make(map[int]bool)
	for _, panel := range shown.Panels {
		assert.False(t, ids[panel.ID], "two panels have the number %d", panel.ID)
		ids[panel.ID] = true
		assert.LessOrEqual(t, panel.GridPos.X+panel.GridPos.W, 24, panel.Title)
		if panel.Type == "row" {
			continue
		}
		assert.NotEmpty(t, panel.Description, panel.Title)
		assert.NotEmpty(t, panel.Targets, panel.Title)
		for _, target := range panel.Targets {
			for _, name := range check(t, target.Expr) {
				used[name] = true
			}
		}
	}
	for name := range exported(t) {
		assert.True(t, used[name], "%s is not shown", name)
	}
	for _, variable := range shown.Templating.List {
		if variable.Type == "query" {
			inner, _, _ := strings.Cut(strings.TrimPrefix(variable.Definition, "label_values("), ",")
			check(t, inner)
		}
	}
}

func TestAlerts(t *testing.T) {
	groups, errs := rulefmt.ParseFile(monitoring+"alerts.yaml", false, model.UTF8Validation)
	require.Empty(t, errs)
	manual, err := os.ReadFile("../../../docs/operating.md")
	require.NoError(t, err)
	alerts := 0
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			alerts++
			assert.NotEmpty(t, check(t, rule.Expr))
			assert.Contains(t, string(manual), "\n### "+rule.Alert+"\n")
			assert.True(t, strings.HasSuffix(rule.Annotations["runbook_url"], "/docs/operating.md#"+strings.ToLower(rule.Alert)), rule.Alert)
			assert.Contains(t, []string{"info", "warning", "critical"}, rule.Labels["severity"], rule.Alert)
		}
	}
	assert.Positive(t, alerts)
	assert.Equal(t, alerts, strings.Count(string(manual), "\n### RustAsync"), "the page describes an alert that does not exist")
}

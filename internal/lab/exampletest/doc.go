// Package exampletest only has tests: Kubernetes, Prometheus and the Collector accept the examples, and each
// configuration starts as its page says and sends nothing to itself.
package exampletest

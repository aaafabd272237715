// Package exampletest has tests alone: what is in examples is what Kubernetes, Prometheus and the Collector take, and each
// configuration starts as its page says, and sends nothing to itself.
package exampletest

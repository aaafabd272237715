// Package exampletest has tests alone: what is in examples is what Kubernetes, Prometheus and the Collector take.
package exampletest

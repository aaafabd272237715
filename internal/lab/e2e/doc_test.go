// Package e2e tests the built programs the way users run them: the Collector between a service's recorded data and real
// backends, and the playground's page in a headless browser. `make e2e` builds what the tests start.
package e2e

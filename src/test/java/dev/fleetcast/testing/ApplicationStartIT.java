package dev.fleetcast.testing;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ApplicationStartIT extends ApplicationStartTest {}

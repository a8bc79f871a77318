package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.kubernetes.ApplicationPods;
import dev.fleetcast.project.kubernetes.Rendering;
import dev.fleetcast.testing.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the preflight checks on the settings of the manifests. */
class ShippedSettingsTest {

    private static final String SECRET = "from-a-secret";

    @ParameterizedTest
    @EnumSource(names = {"BASE", "DEV", "PRODUCTION"})
    void areNotComplainedAbout(Rendering rendering) throws Exception {
        Environment environment = Environment.good();
        ApplicationPods.of(rendering)
                .environment()
                .forEach((name, value) -> environment.with(name, value.isEmpty() ? SECRET : value));

        environment.with(
                "FLEETCAST_ACCESS_SIGNING_KEY", TestSettings.signingKey().toString());

        assertThat(environment.complaints()).isEmpty();
        assertThat(environment.advice()).isEmpty();
    }
}

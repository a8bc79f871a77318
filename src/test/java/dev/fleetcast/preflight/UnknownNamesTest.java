package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownNamesTest {

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_PRODUCTON, FLEETCAST_PRODUCTION",
        "fleetcast.producton, FLEETCAST_PRODUCTION",
        "fleetcast_prodution, FLEETCAST_PRODUCTION"
    })
    void mistypedProductionStopsAnyStart(String name, String meant) {
        assertThat(Environment.good().with(name, "true").complaintsOf(UnknownNames::stopping))
                .singleElement()
                .asString()
                .startsWith(name.toUpperCase(Locale.ROOT).replace('.', '_') + " is not a setting of this version")
                .contains("the nearest one is " + meant);
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETCAST_STREAM_MAX_PER_USR, the nearest one is FLEETCAST_STREAM_MAX_PER_USER",
        "FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACOUNT, FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACCOUNT",
        "FLEETCAST_ACCESS_EXTERNAL_ROLE_DISPATCHER, is not a setting",
        "FLEETCAST_XYZ, is not a setting of this version."
    })
    void unknownNameStopsAProductionStartOnly(String name, String said) {
        Environment environment = Environment.good().with(name, "1");

        assertThat(environment.complaintsOf(UnknownNames::stopping)).isEmpty();
        assertThat(environment.with("FLEETCAST_PRODUCTION", "true").complaintsOf(UnknownNames::stopping))
                .singleElement()
                .asString()
                .startsWith(name)
                .contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLEETCAST_PRODUCTION",
                "FLEETCAST_DEMO_DATA",
                "FLEETCAST_BOOTSTRAP_ADMIN_PASSWORD",
                "FLEETCAST_ACCESS_EXTERNAL_ROLES_HEAD_OF_FLEET",
                "fleetcast.access.external.roles.\"head of fleet\"",
                "FLEETCAST_ACCESS_VERIFICATION_KEYS_0_",
                "fleetcast.access.verification-keys[1]",
                "fleetcast.access.session-lifetime",
                "%prod.fleetcast.access.session-lifetime",
                "FLEETCAST_SERVICE_HOST",
                "FLEETCAST_SERVICE_PORT_HTTP",
                "FLEETCAST_PORT",
                "FLEETCAST_PORT_8080_TCP_ADDR",
                "FLEETCAST_CANARY_PORT_8080_TCP",
                "FLEET_SIZE"
            })
    void settingsAndVariablesOfKubernetesAreKnown(String name) {
        assertThat(Environment.good()
                        .with("FLEETCAST_PRODUCTION", "false")
                        .with(name, "1")
                        .complaintsOf(UnknownNames::in))
                .isEmpty();
    }

    @Test
    void everySettingOfTheTableIsKnown() throws Exception {
        Environment environment = Environment.good();
        Pattern variable = Pattern.compile("`(FLEETCAST_[A-Z_]+)(?:<NAME>)?`");
        variable.matcher(Files.readString(Path.of("docs", "configuration.md")))
                .results()
                .forEach(found -> environment.with(found.group(1), "1"));

        assertThat(environment.complaintsOf(UnknownNames::in)).isEmpty();
    }
}

package dev.fleetcast.access.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(12, false);

    @Test
    void longAndUncommonPasswordIsAccepted() {
        assertThat(rules.complaint("correct horse battery staple", "ada")).isEmpty();
        assertThat(rules.complaint("t7#Kq0-Vz9xP", "ada")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "elevenchars", "🚌🚌🚌🚌🚌🚌"})
    void shortPasswordIsRefused(String password) {
        assertThat(rules.complaint(password)).hasValue("must have at least 12 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "123456789012", "qwertyuiop12", "aaaaaaaaaaaa", "ada.lovelace"})
    void commonPasswordIsRefused(String password) {
        assertThat(rules.complaint(password, "ada.lovelace"))
                .hasValueSatisfying(complaint -> assertThat(complaint).startsWith("is easy to guess"));
    }

    @Test
    void passwordLongerThanItsHashReadsIsRefused() {
        assertThat(rules.complaint("ä".repeat(37))).hasValue("must have at most 72 bytes");
        assertThat(new PasswordRules(12, true).complaintOfAdministrator("ä".repeat(37), "ada"))
                .isPresent();
    }

    @Test
    void administratorsOfTheDemoMaySetShortPasswords() {
        assertThat(new PasswordRules(12, true).complaintOfAdministrator("demo", "demo"))
                .isEmpty();
        assertThat(rules.complaintOfAdministrator("demo", "demo")).isPresent();
    }
}

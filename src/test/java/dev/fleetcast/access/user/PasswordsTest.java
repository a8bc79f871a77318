package dev.fleetcast.access.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(4);

    @Test
    void onlyTheRightPasswordMatches() {
        String hash = passwords.hash("open sesame");

        assertThat(passwords.matches("open sesame", hash)).isTrue();
        assertThat(passwords.matches("open sesamE", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void hashesAreSaltedAndCarryTheirCost() {
        assertThat(passwords.hash("open sesame"))
                .startsWith("$2")
                .contains("$04$")
                .isNotEqualTo(passwords.hash("open sesame"));
    }

    @Test
    void hashOfAnotherCostStillMatches() {
        assertThat(new Passwords(5).matches("open sesame", passwords.hash("open sesame")))
                .isTrue();
    }

    @Test
    void passwordThatBcryptWouldTruncateIsRefused() {
        String longest = "é".repeat(36);

        assertThat(passwords.matches(longest, passwords.hash(longest))).isTrue();
        assertThat(passwords.matches(longest + "x", passwords.hash(longest))).isFalse();
        assertThatThrownBy(() -> passwords.hash(longest + "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> passwords.hash(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}

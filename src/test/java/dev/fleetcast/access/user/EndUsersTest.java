package dev.fleetcast.access.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.Viewer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndUsersTest {

    private static final Account SHARED = new Account(1, "shared", true, true, false, 0, Set.of(), Set.of());
    private static final Account PERSONAL = new Account(2, "personal", true, false, false, 0, Set.of(), Set.of());
    private static final Account DISABLED = new Account(3, "disabled", false, false, false, 0, Set.of(), Set.of());

    private final UserDirectory directory = new UserDirectory();
    private final EndUsers users = new EndUsers(directory);

    EndUsersTest() {
        directory.replace(Map.of(1L, SHARED, 2L, PERSONAL, 3L, DISABLED));
    }

    @Test
    void usersOfASharedAccountChooseTheirId() {
        assertThat(users.idAtLogin(SHARED, Optional.of("ada"))).isEqualTo("ada");
        assertThat(users.idAtLogin(SHARED, Optional.of("4711"))).isEqualTo("4711");
        assertThat(users.idAtLogin(SHARED, Optional.empty())).isEqualTo("1");
        assertThat(users.idAtLogin(SHARED, Optional.of("1"))).isEqualTo("1");
    }

    @Test
    void idOfAPersonalAccountIsItsNumber() {
        for (String id : List.of("ada", "1", "02")) {
            assertThatThrownBy(() -> users.idAtLogin(PERSONAL, Optional.of(id)))
                    .isInstanceOfSatisfying(
                            HttpProblem.class,
                            problem -> assertThat(problem.getStatusCode()).isEqualTo(403));
        }
        assertThat(users.idAtLogin(PERSONAL, Optional.of("2"))).isEqualTo("2");
        assertThat(users.idAtLogin(PERSONAL, Optional.empty())).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "-1", "-9223372036854775808"})
    void numberOfAnotherUserIsRefused(String number) {
        assertThatThrownBy(() -> users.idAtLogin(SHARED, Optional.of(number)))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(422));
        assertThat(users.idToday(SHARED, Optional.of(number))).isEqualTo("1");
        assertThatThrownBy(() -> users.as(number, viewer("1"))).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void choiceEndsWhenTheAccountIsNotSharedAnyMore() {
        Account personal = new Account(1, "shared", true, false, false, 0, Set.of(), Set.of());

        assertThat(users.idToday(SHARED, Optional.of("ada"))).isEqualTo("ada");
        assertThat(users.idToday(personal, Optional.of("ada"))).isEqualTo("1");
    }

    @Test
    void tokenWithoutAnIdIsValidForEveryUserOfTheAccount() {
        assertThat(users.as("ada", viewer("1")).endUserId()).isEqualTo("ada");
        assertThat(users.as("1", viewer("1")).endUserId()).isEqualTo("1");
    }

    @Test
    void tokenWithAnIdIsValidForThatUserOnly() {
        assertThat(users.as("ada", viewer("ada")).endUserId()).isEqualTo("ada");
        assertThatThrownBy(() -> users.as("bob", viewer("ada"))).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> users.as("1", viewer("ada"))).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void malformedIdIsRefused() {
        assertThatThrownBy(() -> users.as("a\nb", viewer("1"))).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> users.as("x".repeat(129), viewer("1")))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void tokenOfAPersonalAccountIsValidForItsOwnerOnly() {
        Viewer personal = new Viewer(2, "personal", Set.of(), Set.of(), "s");

        assertThat(users.as("2", personal).endUserId()).isEqualTo("2");
        assertThatThrownBy(() -> users.as("ada", personal)).isInstanceOf(AuthenticationFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r", "a\nb", "\0", "\u2028", "\ud800", "\u202e"})
    void idIsOneLine(String text) {
        assertThat(EndUsers.isId(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "a99d4b4e-e5c4-42b4-888d-651862c599f6",
                "ada@example.com",
                "Ada Lovelace",
                "a/b",
                "\ud83d\ude8c"
            })
    void idIsAnyText(String text) {
        assertThat(EndUsers.isId(text)).isTrue();
    }

    private static Viewer viewer(String endUserId) {
        return new Viewer(1, "shared", Set.of(), Set.of(), "s", endUserId);
    }
}

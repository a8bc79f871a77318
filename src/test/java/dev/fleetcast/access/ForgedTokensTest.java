package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.token.InvalidTokenException;
import dev.fleetcast.access.token.LoginTokens;
import dev.fleetcast.access.token.SigningKeys;
import dev.fleetcast.access.token.SubscriptionTokens;
import dev.fleetcast.telemetry.UnitId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ForgedTokensTest {

    /** Tokens that only a lookup in the user directory can refuse. */
    private static final List<String> LEFT_TO_THE_DIRECTORY = List.of("unknown user", "negative user");

    private final SigningKeys keys = new SigningKeys(Optional.empty(), List.of(), false);
    private final AccessConfig config = AccessSettings.with(Map.of());
    private final LoginTokens logins = new LoginTokens(keys, config, Clock.systemUTC());
    private final SubscriptionTokens subscriptions = new SubscriptionTokens(keys, config, Clock.systemUTC());
    private final ForgedTokens forged = new ForgedTokens(keys, 1);

    @Test
    void originalOfTheForgedTokensIsAccepted() {
        assertThat(logins.verify(forged.genuine()).userId()).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> forgedLoginTokensAreRefused() {
        return forged.all().entrySet().stream()
                .filter(token -> !LEFT_TO_THE_DIRECTORY.contains(token.getKey()))
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(),
                        () -> assertThatThrownBy(() -> logins.verify(token.getValue()))
                                .isInstanceOf(InvalidTokenException.class)));
    }

    @TestFactory
    Stream<DynamicTest> noneOfThemIsASubscriptionTokenEither() {
        return forged.all().entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(),
                        () -> assertThatThrownBy(() -> subscriptions.parse(token.getValue()))
                                .isInstanceOf(InvalidTokenException.class)));
    }

    @Test
    void loginTokenIsNoSubscriptionToken() {
        assertThatThrownBy(() -> subscriptions.parse(forged.genuine())).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void subscriptionTokenOfAnotherKeyIsRefused() {
        SubscriptionTokens others =
                new SubscriptionTokens(new SigningKeys(Optional.empty(), List.of(), false), config, Clock.systemUTC());
        String token = others.issue(new Viewer(1, "ada", Set.of(), Set.of(), "s"), new UnitId(1))
                .token();

        assertThatThrownBy(() -> subscriptions.parse(token)).isInstanceOf(InvalidTokenException.class);
    }
}

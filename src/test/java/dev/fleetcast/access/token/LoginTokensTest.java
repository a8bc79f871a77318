package dev.fleetcast.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.AccessSettings;
import dev.fleetcast.access.Pem;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.TestClock;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.telemetry.UnitId;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginTokensTest {

    private static final KeyPair EC = Pem.ec("secp256r1");
    private static final KeyPair RSA = Pem.rsa(2048);
    private static final AccessConfig CONFIG = AccessSettings.with(Map.of());

    private final TestClock clock = new TestClock();
    private final SigningKeys keys = keys(EC);
    private final LoginTokens tokens = new LoginTokens(keys, CONFIG, clock);

    @Test
    void issuedTokenNamesItsUser() {
        LoginToken login = tokens.verify(issue(tokens).token());

        assertThat(login.userId()).isEqualTo(7);
        assertThat(login.sessionId()).isEqualTo("s1");
        assertThat(login.start().at()).isEqualTo(clock.instant());
        assertThat(login.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void tokenNamesTheGenerationOfItsSession() {
        Viewer viewer = new Viewer(7, "ada", Set.of(), Set.of(), "s1");

        String token = tokens.issue(viewer, new SessionStart(clock.instant(), 1_700_000_000_000L))
                .token();

        assertThat(tokens.verify(token).start().generation()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void noTokenOutlivesTheLongestSession() {
        Instant start = clock.instant();
        clock.advance(Duration.ofDays(7).minusMinutes(10));

        IssuedToken last = tokens.issue(new Viewer(7, "ada", Set.of(), Set.of(), "s1"), new SessionStart(start, 0));

        assertThat(last.expiresAt()).isEqualTo(start.plus(Duration.ofDays(7)));
    }

    @Test
    void rsaKeysWorkLikewise() {
        LoginTokens signedByRsa = new LoginTokens(keys(RSA), CONFIG, clock);

        assertThat(signedByRsa.verify(issue(signedByRsa).token()).userId()).isEqualTo(7);
    }

    @Test
    void tokenIsRefusedFromTheMomentItExpires() {
        String token = issue(tokens).token();

        clock.advance(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(tokens.verify(token)).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tokenEndsWithTheSessionWhenThatIsShorter() {
        LoginTokens brief =
                new LoginTokens(keys, AccessSettings.with(Map.of("fleetcast.access.session-lifetime", "PT5M")), clock);

        assertThat(issue(brief).expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void tokenFromASlightlyFastClockIsAccepted() {
        TestClock ahead = new TestClock();
        ahead.advance(Duration.ofSeconds(9));
        assertThat(tokens.verify(issue(new LoginTokens(keys, CONFIG, ahead)).token()))
                .isNotNull();

        ahead.advance(Duration.ofSeconds(2));
        String fromTheFuture = issue(new LoginTokens(keys, CONFIG, ahead)).token();
        assertThatThrownBy(() -> tokens.verify(fromTheFuture)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tokenIsDueForRenewalFromHalfItsLife() {
        LoginToken token = tokens.verify(issue(tokens).token());

        assertThat(token.dueForRenewal(clock.instant().plusSeconds(1799))).isFalse();
        assertThat(token.dueForRenewal(clock.instant().plusSeconds(1800))).isTrue();
    }

    @Test
    void tokensOfThePreviousKeyAreAcceptedWhileItIsAVerificationKey() {
        String old = issue(tokens).token();

        LoginTokens rotated = new LoginTokens(
                new SigningKeys(Optional.of(Pem.of(RSA.getPrivate())), List.of(Pem.of(EC.getPublic())), true),
                CONFIG,
                clock);
        assertThat(rotated.verify(old).userId()).isEqualTo(7);

        LoginTokens later = new LoginTokens(keys(RSA), CONFIG, clock);
        assertThatThrownBy(() -> later.verify(old)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tokenCarriesTheIdOfTheEndUser() {
        Viewer ada = new Viewer(7, "shared", Set.of(), Set.of(), "s1", "ada");

        LoginToken login = tokens.verify(
                tokens.issue(ada, new SessionStart(clock.instant(), 0)).token());

        assertThat(login.endUserId()).contains("ada");
        assertThat(tokens.verify(issue(tokens).token()).endUserId()).isEmpty();
    }

    @Test
    void subscriptionTokenIsNoLoginToken() {
        Viewer viewer = new Viewer(7, "ada", Set.of(), Set.of(1L), "s1");
        String subscription = new SubscriptionTokens(keys, CONFIG, clock)
                .issue(viewer, new UnitId(1))
                .token();

        assertThatThrownBy(() -> tokens.verify(subscription)).isInstanceOf(InvalidTokenException.class);
    }

    private static SigningKeys keys(KeyPair pair) {
        return new SigningKeys(Optional.of(Pem.of(pair.getPrivate())), List.of(), true);
    }

    private IssuedToken issue(LoginTokens from) {
        SessionStart start = new SessionStart(clock.instant(), 0);
        return from.issue(new Viewer(7, "ada", Set.of("admin"), Set.of(), "s1"), start);
    }
}

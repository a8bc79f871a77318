package dev.fleetcast.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.AccessSettings;
import dev.fleetcast.access.TestClock;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.token.SubscriptionTokens.SubscriptionToken;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTokensTest {

    private final TestClock clock = new TestClock();
    private final SubscriptionTokens tokens = new SubscriptionTokens(
            new SigningKeys(Optional.empty(), List.of(), false), AccessSettings.with(Map.of()), clock);
    private final Viewer viewer = new Viewer(7, "ada", Set.of(), Set.of(1L), "s1");

    @Test
    void tokenIsBoundToOneUnitAndOneUser() {
        SubscriptionToken token =
                tokens.parse(tokens.issue(viewer, new UnitId(42)).token());

        assertThat(token.unit()).isEqualTo(new UnitId(42));
        assertThat(token.userId()).isEqualTo(7);
    }

    @Test
    void tokenIsValidForFifteenMinutes() {
        SubscriptionToken token =
                tokens.parse(tokens.issue(viewer, new UnitId(42)).token());

        assertThat(token.expired(clock.instant().plusSeconds(899))).isFalse();
        assertThat(token.expired(clock.instant().plusSeconds(900))).isTrue();
    }

    @Test
    void expiredTokenCanStillBeReadToUnsubscribe() {
        String token = tokens.issue(viewer, new UnitId(42)).token();

        clock.advance(Duration.ofDays(400));

        assertThat(tokens.parse(token).expired(clock.instant())).isTrue();
    }

    @Test
    void tokenFitsIntoAPathSegment() {
        assertThat(tokens.issue(viewer, new UnitId(Long.MAX_VALUE)).token())
                .matches("[A-Za-z0-9._-]+")
                .hasSizeLessThan(800);
    }

    @Test
    void issuedTokenIsNotShownInText() {
        IssuedToken issued = tokens.issue(viewer, new UnitId(42));

        assertThat(issued.toString()).doesNotContain(issued.token());
    }
}

package dev.fleetcast.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.AccessSettings;
import dev.fleetcast.access.ForgedTokens;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.TestClock;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DeviceTokensTest {

    private final TestClock clock = new TestClock();
    private final SigningKeys keys = new SigningKeys(Optional.empty(), List.of(), false);
    private final AccessConfig config = AccessSettings.with(Map.of());
    private final DeviceTokens tokens = new DeviceTokens(keys, config, clock);
    private final DeviceTokens today = new DeviceTokens(keys, config);
    private final Viewer viewer = new Viewer(7, "ada", Set.of("admin"), Set.of(), "s1");

    @Test
    void tokenNamesItsDevice() {
        IssuedToken issued = tokens.issue("W0039:a@b+c");

        assertThat(tokens.verify(issued.token())).isEqualTo(new DeviceLogin("W0039:a@b+c", issued.expiresAt()));
    }

    @Test
    void tokenIsValidForAYearByDefault() {
        String token = tokens.issue("W1").token();
        DeviceTokens brief = new DeviceTokens(
                keys, AccessSettings.with(Map.of("fleetcast.access.device-token-lifetime", "PT1M")), clock);

        assertThat(brief.issue("W1").expiresAt()).isEqualTo(clock.instant().plusSeconds(60));
        clock.advance(Duration.ofDays(365).minusSeconds(1));
        assertThat(tokens.verify(token).device()).isEqualTo("W1");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tokenFromTheFutureIsRefused() {
        TestClock ahead = new TestClock();
        ahead.advance(Duration.ofSeconds(11));
        String token = new DeviceTokens(keys, config, ahead).issue("W1").token();

        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void otherTokensAreNoDeviceTokens() {
        String login = new LoginTokens(keys, config, clock)
                .issue(viewer, new SessionStart(clock.instant(), 0))
                .token();
        String subscription = new SubscriptionTokens(keys, config, clock)
                .issue(viewer, new UnitId(1))
                .token();

        assertThatThrownBy(() -> tokens.verify(login)).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> tokens.verify(subscription)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void deviceTokenIsNeitherALoginNorASubscription() {
        String token = tokens.issue("7").token();

        assertThatThrownBy(() -> new LoginTokens(keys, config, clock).verify(token))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> new SubscriptionTokens(keys, config, clock).parse(token))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void deviceTokenOfAnotherKeyIsRefused() {
        DeviceTokens others = new DeviceTokens(new SigningKeys(Optional.empty(), List.of(), false), config, clock);
        String token = others.issue("W1").token();

        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void originalOfTheForgedTokensIsAccepted() {
        assertThat(today.verify(ForgedTokens.ofDevice(keys, "W1").genuine()).device())
                .isEqualTo("W1");
    }

    @TestFactory
    Stream<DynamicTest> forgedDeviceTokensAreRefused() {
        return ForgedTokens.ofDevice(keys, "W1").all().entrySet().stream()
                .filter(token -> !ForgedTokens.OF_LOGINS_ONLY.contains(token.getKey()))
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(),
                        () -> assertThatThrownBy(() -> today.verify(token.getValue()))
                                .isInstanceOf(InvalidTokenException.class)));
    }

    @TestFactory
    Stream<DynamicTest> noForgedLoginIsADeviceToken() {
        return new ForgedTokens(keys, 1)
                .all().entrySet().stream()
                        .map(token -> DynamicTest.dynamicTest(
                                token.getKey(),
                                () -> assertThatThrownBy(() -> tokens.verify(token.getValue()))
                                        .isInstanceOf(InvalidTokenException.class)));
    }

    @Test
    void deviceTokenIsRecognisedBeforeItIsVerified() {
        String login = new LoginTokens(keys, config, clock)
                .issue(viewer, new SessionStart(clock.instant(), 0))
                .token();

        assertThat(DeviceTokens.isMeant(tokens.issue("W1").token())).isTrue();
        assertThat(DeviceTokens.isMeant(login)).isFalse();
        assertThat(DeviceTokens.isMeant("")).isFalse();
        assertThat(DeviceTokens.isMeant("a.b.c")).isFalse();
        assertThat(DeviceTokens.isMeant("x".repeat(100_000))).isFalse();
    }
}

package dev.fleetcast.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.AccessSettings;
import dev.fleetcast.access.DeviceOwners;
import dev.fleetcast.access.ForgedTokens;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.TestClock;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.device.Devices;
import dev.fleetcast.fleet.FormerOwners;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.telemetry.UnitId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DeviceTokensTest {

    private final TestClock clock = new TestClock();
    private final SigningKeys keys = new SigningKeys(Optional.empty(), List.of(), false);
    private final AccessConfig config = AccessSettings.with(Map.of());
    private final DeviceOwners owners = new Devices(TestFleet.directory());
    private final DeviceTokens tokens = with(config, owners, clock);
    private final DeviceTokens today = with(config, owners, Clock.systemUTC());
    private final Viewer viewer = new Viewer(7, "ada", Set.of("admin"), Set.of(), "s1");

    private DeviceTokens with(AccessConfig settings, DeviceOwners known, Clock time) {
        return new DeviceTokens(keys, settings, known, () -> {}, time);
    }

    @Test
    void tokenNamesItsDevice() {
        IssuedToken issued = tokens.issue("W0039:a@b+c");

        assertThat(tokens.verify(issued.token()))
                .isEqualTo(new DeviceLogin("W0039:a@b+c", OptionalLong.empty(), clock.instant(), issued.expiresAt()));
    }

    @Test
    void tokenIsValidForAYearByDefault() {
        String token = tokens.issue("W1").token();
        DeviceTokens brief =
                with(AccessSettings.with(Map.of("fleetcast.access.device-token-lifetime", "PT1M")), owners, clock);

        assertThat(brief.issue("W1").expiresAt()).isEqualTo(clock.instant().plusSeconds(60));
        clock.advance(Duration.ofDays(365).minusSeconds(1));
        assertThat(tokens.verify(token).device()).isEqualTo("W1");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    private DeviceTokens in(UnitDirectory fleet) {
        return with(config, new Devices(fleet), clock);
    }

    /** The fleet in which the client owns the device, after the seller, if there was one. */
    private UnitDirectory owned(long client, FormerOwners before) {
        return TestFleet.directory(before, TestFleet.unitOf(client, 7, null, "SN1"));
    }

    private UnitDirectory soldNow(long seller, long buyer) {
        return owned(buyer, TestFleet.formerOwner("SN1", seller, clock.instant()));
    }

    @Test
    void tokenEndsWhenItsDeviceIsSoldAndTheNextOneIsValidAtOnce() {
        String sellers = in(TestFleet.directory(TestFleet.unit(7, null, "SN1")))
                .issue("SN1")
                .token();
        clock.advance(Duration.ofMillis(500));
        DeviceTokens sold = in(soldNow(1, 2));
        String buyers = sold.issue("SN1").token();

        assertThatThrownBy(() -> sold.verify(sellers)).isInstanceOf(InvalidTokenException.class);
        assertThat(sold.isLive(sold.verify(buyers))).isTrue();
    }

    @Test
    void tokenIsTheOwnersAccordingToTheRegistryOfNow() {
        UnitDirectory fleet = TestFleet.directory(TestFleet.unit(7, null, "SN1"));
        DeviceTokens behind = new DeviceTokens(
                keys,
                config,
                new Devices(fleet),
                () -> TestFleet.show(
                        fleet, TestFleet.formerOwner("SN1", 1, clock.instant()), TestFleet.unitOf(2, 7, null, "SN1")),
                clock);

        assertThat(behind.verify(behind.issue("SN1").token()).owner()).hasValue(2);
    }

    @Test
    void tokenStaysEndedWhenItsOwnerBuysTheDeviceBack() {
        String before = in(TestFleet.directory(TestFleet.unit(7, null, "SN1")))
                .issue("SN1")
                .token();
        clock.advance(Duration.ofHours(1));

        DeviceTokens back = in(soldNow(2, 1));

        assertThatThrownBy(() -> back.verify(before)).isInstanceOf(InvalidTokenException.class);
        assertThat(back.verify(back.issue("SN1").token()).owner()).hasValue(1);
    }

    @Test
    void tokenFromBeforeTheRegistrationIsTheFirstOwners() {
        String early = tokens.issue("SN1").token();
        clock.advance(Duration.ofHours(1));

        DeviceTokens registered = in(TestFleet.directory(TestFleet.unit(7, null, "SN1")));
        DeviceTokens again = in(soldNow(FormerOwners.NO_CLIENT, 1));
        DeviceTokens sold = in(soldNow(1, 2));

        assertThat(registered.verify(early).owner()).isEmpty();
        assertThat(again.verify(early).owner()).isEmpty();
        assertThatThrownBy(() -> sold.verify(early)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void tokenFromTheFutureIsRefused() {
        TestClock ahead = new TestClock();
        ahead.advance(Duration.ofSeconds(11));
        String token = with(config, owners, ahead).issue("W1").token();

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
        DeviceTokens others =
                new DeviceTokens(new SigningKeys(Optional.empty(), List.of(), false), config, owners, () -> {}, clock);
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

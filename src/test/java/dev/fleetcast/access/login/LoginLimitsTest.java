package dev.fleetcast.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LoginLimits limits = new LoginLimits(3, 6, 5, nanos::get);

    @Test
    void accountIsBlockedForTheAddressThatFailed() {
        fail("ada", "10.0.0.1", 2);
        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).isEmpty();

        fail("ada", "10.0.0.1", 1);

        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).hasValue(Duration.ofMinutes(1));
        assertThat(limits.waitBeforeTry("ADA", "10.0.0.1")).isPresent();
        assertThat(limits.waitBeforeTry("bob", "10.0.0.1")).isEmpty();
    }

    @Test
    void strangerCannotLockAUserOut() {
        fail("ada", "10.0.0.1", 3);
        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).isPresent();

        assertThat(limits.waitBeforeTry("ada", "10.0.0.2")).isEmpty();
    }

    @Test
    void strangersTogetherAreSlowedDown() {
        fail("ada", "10.0.0.1", 3);
        fail("ada", "10.0.0.2", 2);
        assertThat(limits.waitBeforeTry("ada", "10.0.0.9")).isEmpty();

        fail("ada", "10.0.0.3", 1);

        assertThat(limits.waitBeforeTry("ada", "10.0.0.9")).hasValue(Duration.ofSeconds(10));
        assertThat(limits.waitBeforeTry("bob", "10.0.0.9")).isEmpty();
    }

    @Test
    void knownAddressCanLogInDuringAnAttack() {
        limits.succeeded("ada", "10.0.0.1");
        fail("ada", "10.0.0.2", 3);
        fail("ada", "10.0.0.3", 3);

        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).isEmpty();
        fail("ada", "10.0.0.1", 3);
        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void tooLongNamesShareOneCounterAndTakeNoMemory() {
        for (int i = 0; i < 3; i++) {
            fail("n".repeat(255 + i), "10.0.0.1", 1);
        }

        assertThat(limits.waitBeforeTry("m".repeat(300), "10.0.0.1")).isPresent();
        assertThat(limits.waitBeforeTry("m".repeat(254), "10.0.0.1")).isEmpty();
    }

    @Test
    void accountIsUnblockedAMinuteAfterTheFirstFailure() {
        fail("ada", "10.0.0.1", 3);

        advance(Duration.ofSeconds(59));
        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).hasValue(Duration.ofSeconds(1));
        advance(Duration.ofSeconds(1));
        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).isEmpty();
    }

    @Test
    void addressIsBlockedAcrossAccounts() {
        for (int i = 0; i < 5; i++) {
            fail("user" + i, "10.0.0.1", 1);
        }

        assertThat(limits.waitBeforeTry("ada", "10.0.0.1")).isPresent();
        assertThat(limits.waitBeforeTry("ada", "10.0.0.2")).isEmpty();
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogether() {
        for (int i = 0; i < 5; i++) {
            fail("user" + i, "2001:db8:1:2::" + i, 1);
        }

        assertThat(limits.waitBeforeTry("ada", "2001:db8:1:2:ffff::1")).isPresent();
        assertThat(limits.waitBeforeTry("ada", "2001:db8:1:3::1")).isEmpty();
    }

    private void fail(String username, String address, int times) {
        for (int i = 0; i < times; i++) {
            limits.failed(username, address);
        }
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

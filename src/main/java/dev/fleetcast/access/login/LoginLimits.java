package dev.fleetcast.access.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.user.User;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.connection.RateLimit;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Counts failed logins within a minute, see {@link RateLimit}.
 *
 * <p>Failures block an account only for the address that failed, so that strangers cannot lock out the owner. All
 * strangers together have a higher limit, beyond which attempts become available one by one at the permitted rate. An
 * address that has logged in to the account before is not a stranger to it, and is not affected by an attack.
 */
@ThreadSafe
@ApplicationScoped
class LoginLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_ACQUAINTANCES = 100_000;

    /** The shared key of all names too long to exist: keys of any length could take any amount of memory. */
    private static final String TOO_LONG = "a name that is too long";

    private static final Duration ACQUAINTANCE = Duration.ofDays(30);

    /** No attempt is allowed before the end of the minute. */
    private final RateLimit<Tried> tried;

    private final RateLimit<String> addresses;
    /** Attempts come back one by one, so that the owner at a new address has a chance during an attack. */
    private final RateLimit<String> strangers;

    private final Cache<Tried, Boolean> acquainted = Caffeine.newBuilder()
            .maximumSize(MAX_ACQUAINTANCES)
            .expireAfterWrite(ACQUAINTANCE)
            .build();

    /** An account and the network of the attempt. */
    private record Tried(String account, String network) {

        static Tried of(String account, String address) {
            String name = account.length() <= User.MAX_NAME ? account.toLowerCase(Locale.ROOT) : TOO_LONG;
            return new Tried(name, NetworkAddress.of(address));
        }
    }

    @Inject
    LoginLimits(AccessConfig config) {
        this(
                config.login().maxFailuresPerAccount(),
                config.login().maxFailuresOfStrangers(),
                config.login().maxFailuresPerAddress(),
                System::nanoTime);
    }

    LoginLimits(int perAccount, int ofStrangers, int perAddress, LongSupplier nanos) {
        this.tried = RateLimit.stepwise(perAccount, PERIOD, nanos);
        this.addresses = RateLimit.stepwise(perAddress, PERIOD, nanos);
        this.strangers = RateLimit.even(ofStrangers, PERIOD, nanos);
    }

    /** How long the address has to wait before its next attempt on the account; empty if an attempt is allowed. */
    Optional<Duration> waitBeforeTry(String account, String address) {
        Tried at = Tried.of(account, address);
        return Stream.of(
                        tried.timeToNext(at),
                        addresses.timeToNext(at.network),
                        isStranger(at) ? strangers.timeToNext(at.account) : Duration.ZERO)
                .max(Comparator.naturalOrder())
                .filter(wait -> !wait.isZero());
    }

    void failed(String account, String address) {
        Tried at = Tried.of(account, address);
        tried.take(at, 1);
        addresses.take(at.network, 1);
        if (isStranger(at)) {
            strangers.take(at.account, 1);
        }
    }

    void succeeded(String account, String address) {
        acquainted.put(Tried.of(account, address), true);
    }

    private boolean isStranger(Tried at) {
        return acquainted.getIfPresent(at) == null;
    }
}

package dev.fleetcast.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts failed logins, per account and per address, within a minute. Bounded; safe for use by any thread. Each replica counts
 * for itself.
 */
@ApplicationScoped
class LoginLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_BUCKETS = 100_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int perAccount;
    private final int perAddress;
    private final TimeMeter time;
    private final Cache<String, Bucket> accounts = buckets();
    private final Cache<String, Bucket> addresses = buckets();

    @Inject
    LoginLimits(AccessConfig config) {
        this(config.login().maxFailuresPerAccount(), config.login().maxFailuresPerAddress(), TimeMeter.SYSTEM_NANOTIME);
    }

    LoginLimits(int perAccount, int perAddress, TimeMeter time) {
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.time = time;
    }

    /** How long the account or the address has to wait; empty when a try is allowed. */
    Optional<Duration> waitBeforeTry(String username, String address) {
        long nanos = Math.max(wait(accounts, account(username)), wait(addresses, network(address)));
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    void failed(String username, String address) {
        accounts.get(account(username), key -> bucket(perAccount)).tryConsume(1);
        addresses.get(network(address), key -> bucket(perAddress)).tryConsume(1);
    }

    private static long wait(Cache<String, Bucket> buckets, String key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null ? 0 : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    /** All tries come back at once when the minute is over: then nobody is let in early. */
    private Bucket bucket(int failures) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(failures).refillIntervally(failures, PERIOD))
                .build();
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build();
    }

    private static String account(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    /** Whoever has one IPv6 address has a whole network of them. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
        } catch (UnknownHostException unusual) {
            return address;
        }
    }
}

package dev.fleetcast.access.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.user.User;
import dev.fleetcast.threading.ThreadSafe;
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
 * Counts failed logins within a minute. Bounded. Each replica counts on its own.
 *
 * <p>Failures block an account only for the address that failed, so that strangers cannot lock out the owner. All
 * strangers together have a higher limit, beyond which attempts become available one by one at the permitted rate. An
 * address that has logged in to the account before is not a stranger to it, and is not affected by an attack.
 */
@ThreadSafe
@ApplicationScoped
class LoginLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_BUCKETS = 100_000;

    /** The shared key of all names too long to exist: keys of any length could take any amount of memory. */
    private static final String TOO_LONG = "a name that is too long";

    private static final int IPV6_NETWORK_BYTES = 8;

    private static final Duration ACQUAINTANCE = Duration.ofDays(30);

    private final int perAccount;
    private final int ofStrangers;
    private final int perAddress;
    private final TimeMeter time;
    private final Cache<Tried, Bucket> tried = buckets();
    private final Cache<String, Bucket> strangers = buckets();
    private final Cache<String, Bucket> addresses = buckets();
    private final Cache<Tried, Boolean> acquainted = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterWrite(ACQUAINTANCE)
            .build();

    /** An account and the network of the attempt. */
    private record Tried(String account, String network) {

        static Tried of(String account, String address) {
            String name = account.length() <= User.MAX_NAME ? account.toLowerCase(Locale.ROOT) : TOO_LONG;
            return new Tried(name, LoginLimits.network(address));
        }
    }

    @Inject
    LoginLimits(AccessConfig config) {
        this(
                config.login().maxFailuresPerAccount(),
                config.login().maxFailuresOfStrangers(),
                config.login().maxFailuresPerAddress(),
                TimeMeter.SYSTEM_NANOTIME);
    }

    LoginLimits(int perAccount, int ofStrangers, int perAddress, TimeMeter time) {
        this.perAccount = perAccount;
        this.ofStrangers = ofStrangers;
        this.perAddress = perAddress;
        this.time = time;
    }

    /** How long the address has to wait before its next attempt on the account; empty if an attempt is allowed. */
    Optional<Duration> waitBeforeTry(String account, String address) {
        Tried at = Tried.of(account, address);
        long nanos = Math.max(wait(tried, at), wait(addresses, at.network));
        if (isStranger(at)) {
            nanos = Math.max(nanos, wait(strangers, at.account));
        }
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    void failed(String account, String address) {
        Tried at = Tried.of(account, address);
        tried.get(at, key -> bucket(perAccount)).tryConsume(1);
        addresses.get(at.network, key -> bucket(perAddress)).tryConsume(1);
        if (isStranger(at)) {
            strangers.get(at.account, key -> slowing(ofStrangers)).tryConsume(1);
        }
    }

    void succeeded(String account, String address) {
        acquainted.put(Tried.of(account, address), true);
    }

    private boolean isStranger(Tried at) {
        return acquainted.getIfPresent(at) == null;
    }

    private static <K> long wait(Cache<K, Bucket> buckets, K key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null ? 0 : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    /** Refills all attempts at once at the end of the minute, so that no attempt is allowed earlier. */
    private Bucket bucket(int failures) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(failures).refillIntervally(failures, PERIOD))
                .build();
    }

    /** Refills attempts one by one, so that the owner at a new address has a chance during an attack. */
    private Bucket slowing(int failures) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(failures).refillGreedy(failures, PERIOD))
                .build();
    }

    private static <K> Cache<K, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build();
    }

    /** An IPv6 client owns a whole /64 network, so addresses are grouped by network. */
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

package dev.fleetcast.channel.log;

import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.connection.RateLimit;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the rate at which each network address may push and confirm on public channels without a login, see
 * {@link RateLimit}.
 */
@ThreadSafe
@ApplicationScoped
public class PublicRates {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final RateLimit<String> calls;
    private final RateLimit<String> bytes;
    private final long maxBytes;

    @Inject
    PublicRates(ChannelConfig config) {
        this(config, System::nanoTime);
    }

    PublicRates(ChannelConfig config, LongSupplier nanos) {
        this.maxBytes = config.publicBytesPerMinute().asLongValue();
        this.calls = RateLimit.even(config.publicCallsPerMinute(), PERIOD, nanos);
        this.bytes = RateLimit.even(maxBytes, PERIOD, nanos);
    }

    /** Counts a call and its bytes; fails with a 429 problem if the address exceeds its rate. */
    public void count(SocketAddress client, long size) {
        String network = NetworkAddress.of(client);
        take(calls, network, 1);
        if (size > 0) {
            take(bytes, network, Math.min(size, maxBytes));
        }
    }

    private static void take(RateLimit<String> limit, String network, long amount) {
        Duration wait = limit.take(network, amount);
        if (!wait.isZero()) {
            throw Problems.tooMany(
                    "This address has exceeded its rate on public channels. Try again later, or log in.", wait);
        }
    }
}

package dev.fleetcast.channel.log;

import static dev.fleetcast.channel.Events.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublicRatesTest {

    private static final SocketAddress CLIENT = SocketAddress.inetSocketAddress(1, "2001:db8:1:2::1");
    private static final SocketAddress NEIGHBOUR = SocketAddress.inetSocketAddress(1, "2001:db8:1:2::2");
    private static final SocketAddress OTHER = SocketAddress.inetSocketAddress(1, "2001:db8:1:3::1");

    private long nanos;
    private final PublicRates rates =
            new PublicRates(config("public-calls-per-minute", "3", "public-bytes-per-minute", "1K"), () -> nanos);

    @Test
    void callsOfOneNetworkHaveARate() {
        rates.count(CLIENT, 0);
        rates.count(NEIGHBOUR, 0);
        rates.count(CLIENT, 0);

        assertRefused(NEIGHBOUR, 0);
        assertThatCode(() -> rates.count(OTHER, 0)).doesNotThrowAnyException();

        nanos += Duration.ofSeconds(20).toNanos();
        assertThatCode(() -> rates.count(CLIENT, 0)).doesNotThrowAnyException();
    }

    @Test
    void bytesOfOneNetworkHaveARate() {
        rates.count(CLIENT, 1_000);

        assertRefused(CLIENT, 100);
        assertThatCode(() -> rates.count(OTHER, 100)).doesNotThrowAnyException();
    }

    private void assertRefused(SocketAddress client, long size) {
        HttpProblem refused = catchThrowableOfType(HttpProblem.class, () -> rates.count(client, size));
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getHeaders()).containsKey("Retry-After");
    }
}

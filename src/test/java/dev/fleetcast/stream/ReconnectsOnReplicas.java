package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several connections, on both replicas, that resume one stream. */
interface ReconnectsOnReplicas extends TwoReplicas {

    @ParameterizedTest
    @EnumSource
    default void ofConnectionsThatResumeAtTheSameTimeOneStays(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = first().connect(transport);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            StreamsOnReplicas.follow(first(), demo, stream, 39);
            feed.send("39", Feed.gps(Instant.now(), 30.6));
            Event seen = stream.await(StreamsOnReplicas::isLive);

            List<CompletableFuture<StreamClient>> connecting = List.of(first(), second(), first(), second()).stream()
                    .map(replica -> CompletableFuture.supplyAsync(() -> replica.connect(transport, seen.id())))
                    .toList();
            List<StreamClient> resumed =
                    connecting.stream().map(CompletableFuture::join).toList();

            try {
                // Less than the time after which a replica gives up on Kafka.
                Awaitility.await()
                        .atMost(Duration.ofSeconds(4))
                        .untilAsserted(() -> assertThat(staying(resumed)).hasSize(1));
                StreamClient last = staying(resumed).get(0);
                assertThat(last.knownStreamId()).isEqualTo(stream.knownStreamId());
                StreamsOnReplicas.follow(second(), demo, last, 40);
                StreamsOnReplicas.follow(first(), demo, last, 41);
            } finally {
                resumed.forEach(StreamClient::close);
            }
        }
    }

    /** Those that have their stream, and have not been replaced. */
    private static List<StreamClient> staying(List<StreamClient> clients) {
        boolean decided = clients.stream().noneMatch(client -> client.events().isEmpty());
        return decided
                ? clients.stream()
                        .filter(client -> client.events().stream().noneMatch(event -> event.is("bye")))
                        .toList()
                : List.of();
    }
}

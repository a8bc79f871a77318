package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamTable.Hold;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two connections of this replica that resume one stream at the same time. */
class StreamRegistryTest {

    private final ReplicaId replica = ReplicaId.random();
    private final StreamId id = StreamId.random(replica);
    private final OpenStream open = OpenStream.with();
    private final StreamRegistry registry = new StreamRegistry(open.config, null, open.metrics);
    private final LocalStreams streams = new LocalStreams(
            new Knowledge(),
            registry,
            unit -> Optional.empty(),
            open.config,
            (viewer, unit) -> true,
            saved -> Uni.createFrom().voidItem(),
            (stream, target, viewer, request) -> 404);

    /** In whichever order they are registered. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOneWithTheNewestClaimStaysAndIsFound(boolean inOrder) {
        Stream older = resumed("older");
        Stream newer = resumed("newer");
        registry.opened(inOrder ? older : newer);
        registry.opened(inOrder ? newer : older);

        streams.claimed(id.key(), "newer");
        open.executor.turn();
        open.removed.forEach(registry::removed);

        assertThat(open.removed).containsExactly(older);
        assertThat(registry.find(id)).containsSame(newer);
        assertThat(registry.all()).containsExactly(newer);

        streams.claimed(id.key(), "of another replica");
        open.executor.turn();
        open.removed.forEach(registry::removed);

        assertThat(registry.find(id)).isEmpty();
        assertThat(registry.load().streams()).isZero();
    }

    private Stream resumed(String claim) {
        registry.admit("127.0.0.1");
        Stream stream = new Stream(
                new Hold(id, replica, claim),
                Envelope.TELEMETRY,
                "127.0.0.1",
                new RecordingOutlet(),
                open.loop,
                TestParts.of(open.config));
        open.loop.add(stream);
        return stream;
    }
}

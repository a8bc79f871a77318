package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.telemetry.UnitId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Areas of streams on this replica. */
class LocalAreasTest {

    private static final Viewer VIEWER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");

    private final OpenStream open = OpenStream.with();
    private final Knowledge knowledge = new Knowledge();

    @BeforeEach
    void learn() {
        knowledge.learned(View.FEED);
        knowledge.learned(View.MARKS);
        open.stream.own(VIEWER);
    }

    @Test
    void unitsOfTheAreaDoNotCountAsSubscriptions() {
        OpenStream small = OpenStream.with("max-subscriptions", "1");
        small.stream.own(VIEWER);
        small.inArea.addAll(List.of(new UnitId(1), new UnitId(2)));
        knowledge.learned(View.REGISTRY);
        LocalStreams limited = LocalStreamsTest.streams(knowledge, small);

        var reply = limited.area(new StreamAccess(small.stream, VIEWER), "{\"all\":true}")
                .subscribeAsCompletionStage();
        small.during(300);

        assertThat(reply.join().units()).isEqualTo(2);
        assertThat(small.stream.subscriptions().units()).hasSize(2);
        assertThat(LocalStreamsTest.statuses(small, limited, 1, null)).containsExactly(TokenResult.OK);
        assertThat(LocalStreamsTest.statuses(small, limited, 2, null)).containsExactly(TokenResult.LIMITED);
    }

    @Test
    void areaWaitsForLastKnownPositionsAndIsRefusedAfterAMoment() {
        LocalStreams starting = LocalStreamsTest.streams(new Knowledge(), open);

        var reply = starting.area(new StreamAccess(open.stream, VIEWER), "{\"all\":true}")
                .subscribeAsCompletionStage();

        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }

    @Test
    void filterOfAnAreaIsAsLongAsAnother() {
        OpenStream small = OpenStream.with("filter-bytes", "20");
        small.stream.own(VIEWER);
        knowledge.learned(View.REGISTRY);
        LocalStreams limited = LocalStreamsTest.streams(knowledge, small);

        assertThat(area(limited, small, "{\"all\":true,\"filter\":\"gps.speed > 1000000000\"}")
                        .units())
                .isNull();
        assertThat(area(limited, small, "{\"all\":true,\"filter\":\"gps.speed > 1000\"}")
                        .units())
                .isZero();
    }

    @Test
    void areaWithoutMemoryIsRefusedAndTheFormerOneContinues() {
        OpenStream small = OpenStream.with();
        small.stream.own(VIEWER);
        small.inArea.add(new UnitId(1));
        knowledge.learned(View.REGISTRY);
        LocalStreams limited = LocalStreamsTest.streams(knowledge, small);
        area(limited, small, "{\"bbox\":[0,0,1,1]}");
        small.areaMemory.tryReserve(MemoryHolder.ofUser(8), small.areaMemory.limit() - small.areaMemory.used());

        StreamRequest.Reply reply = area(
                limited, small, "{\"bbox\":[0,0,1,1],\"filter\":\"seq_no > 1" + " OR seq_no > 1".repeat(25) + "\"}");

        assertThat(reply.units()).isNull();
        assertThat(small.stream.record(false).area().request()).doesNotContain("filter");
        assertThat(small.stream.subscriptions().units()).containsExactly(new UnitId(1));
    }

    private static StreamRequest.Reply area(LocalStreams streams, OpenStream open, String request) {
        var reply = streams.area(new StreamAccess(open.stream, VIEWER), request).subscribeAsCompletionStage();
        open.during(300);
        return reply.join();
    }
}

package dev.fleetcast.stream;

import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.spi.ReplayTarget;
import dev.fleetcast.threading.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Passes the events of a replay to the event loop of its stream. */
@ThreadSafe
final class StreamAsReplayTarget implements ReplayTarget {

    private static final long PATIENCE_SECONDS = 10;

    private final Stream stream;

    StreamAsReplayTarget(Stream stream) {
        this.stream = stream;
    }

    @Override
    public Envelope envelope() {
        return stream.events().envelope();
    }

    @Override
    public Outcome offer(String json) {
        byte[] frame = ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        stream.execute(() -> outcome.complete(send(frame)));
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Outcome.ENDED;
        } catch (ExecutionException | TimeoutException gone) {
            return Outcome.ENDED;
        }
    }

    private Outcome send(byte[] frame) {
        if (stream.isClosed()) {
            return Outcome.ENDED;
        }
        if (!stream.sender().hasRoom()) {
            return Outcome.NO_ROOM;
        }
        stream.events().control(frame, null);
        return Outcome.SENT;
    }
}

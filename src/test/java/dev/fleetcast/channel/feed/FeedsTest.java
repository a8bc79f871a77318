package dev.fleetcast.channel.feed;

import static org.awaitility.Awaitility.await;

import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.testing.ChannelApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FeedsTest {

    private static final String ADDRESS = "192.0.2.1";

    @Inject
    Feeds feeds;

    @Inject
    FeedRegistry registry;

    @Inject
    ChannelLog log;

    private final ChannelApi channel = ChannelApi.fresh();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        loop.shutdown();
    }

    @Test
    void whatTheClientPushesWhenItSeesTheFirstBytesIsNotMissed() {
        QuickClient client = new QuickClient();
        FeedRequest onlyNew = new FeedRequest(
                List.of(channel.name()),
                null,
                Initial.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);

        registry.admit(ADDRESS);
        loop.execute(() -> feeds.begin(onlyNew, new SseConnection(client, loop, ADDRESS)));

        await().until(() -> client.received().contains("data: at once\n"));
        client.closed.run();
    }

    /** The connection of a client that pushes before the server goes on after the first bytes. */
    private final class QuickClient implements Outlet {

        private final StringBuffer received = new StringBuffer();
        private Runnable closed = () -> {};

        String received() {
            return received.toString();
        }

        @Override
        public ByteBuf buffer(int expectedBytes) {
            return Unpooled.buffer(expectedBytes);
        }

        @Override
        public void write(ByteBuf events) {
            boolean first = received.isEmpty();
            received.append(events.toString(StandardCharsets.UTF_8));
            events.release();
            if (first) {
                channel.push("at once");
                await().until(() -> log.newest(channel.name(), Long.MAX_VALUE).isPresent());
            }
        }

        @Override
        public void showLife() {}

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public void onDrain(Runnable drained) {}

        @Override
        public void onClose(Runnable closed) {
            this.closed = closed;
        }

        @Override
        public void end() {}
    }
}

package dev.fleetcast.device.command.stream;

import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The connection of one device that takes commands. Writes one command at a time, each as soon as the kernel has taken
 * everything before it: a command that waits here can still expire.
 */
@EventLoopConfined
public final class CommandStream {

    /** What a stream begins with: the headers, and these first bytes, come at once. */
    static final byte[] BEGINNING = ":ok\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] KEEP_ALIVE = "\n".getBytes(StandardCharsets.US_ASCII);
    /** The most deliveries that may wait; calls beyond expire, queued commands are read again. */
    private static final int MAX_DUE = 500;

    private final String id;
    private final CommandStreamRequest request;
    private final Outlet outlet;
    private final Executor loop;
    private final StreamTimes times;
    private final InstantSource clock;
    private final Deque<Delivery> due = new ArrayDeque<>();
    private final List<Delivery> leaving = new ArrayList<>();
    private boolean awaitingDrain;
    private volatile boolean inLog;
    private volatile boolean ended;

    /**
     * @param id identifies the stream over all replicas
     * @param loop the event loop
     */
    CommandStream(
            String id,
            CommandStreamRequest request,
            Outlet outlet,
            Executor loop,
            StreamTimes times,
            InstantSource clock) {
        this.id = id;
        this.request = request;
        this.outlet = outlet;
        this.loop = loop;
        this.times = times;
        this.clock = clock;
    }

    /** Identifies the stream over all replicas; any thread. */
    public String id() {
        return id;
    }

    /** What the device asked for; any thread. */
    public CommandStreamRequest request() {
        return request;
    }

    /** True once it takes no further commands; any thread. */
    public boolean hasEnded() {
        return ended;
    }

    /** Notes that this stream is in the log: streams that appear there later are newer. */
    void isInLog() {
        inLog = true;
    }

    /** Whether this stream is in the log. Safe for use by any thread. */
    boolean wasInLog() {
        return inLog;
    }

    /** Sends the first bytes. */
    void begin() {
        outlet.write(BEGINNING.clone());
        times.written();
    }

    /** Writes a command as soon as it is its turn; any thread. */
    public void offer(Delivery delivery) {
        loop.execute(() -> {
            if (ended || due.size() >= MAX_DUE) {
                delivery.dropped();
            } else {
                due.add(delivery);
                turn();
            }
        });
    }

    /** Checks what waits, and the times; called several times a second; any thread. */
    void tickSoon() {
        loop.execute(this::tick);
    }

    /** Closes the connection; any thread. */
    public void end() {
        loop.execute(this::close);
    }

    /** The connection has closed: gives back what was not written. */
    void gone() {
        ended = true;
        due.forEach(Delivery::dropped);
        due.clear();
        leaving.forEach(Delivery::dropped);
        leaving.clear();
    }

    private void tick() {
        if (ended) {
            return;
        }
        turn();
        if (!request.caller().isLive() || (outlet.waiting() > 0 && times.isStalled())) {
            close();
        } else if (times.isLifeDue()) {
            outlet.showLife();
            outlet.write(KEEP_ALIVE.clone());
            times.lifeShown();
        } else if (times.isQuiet()) {
            outlet.write(KEEP_ALIVE.clone());
            times.written();
        }
    }

    private void turn() {
        if (!due.isEmpty() && !request.caller().isLive()) {
            // Since the last tick, the token has expired or the device was sold.
            close();
        }
        confirmWrites();
        while (!ended && !due.isEmpty() && outlet.waiting() == 0) {
            Delivery next = due.remove();
            if (next.begin(clock.instant())) {
                outlet.write(CommandJson.event(next.command()));
                times.written();
                leaving.add(next);
                confirmWrites();
            } else {
                next.dropped();
            }
        }
        if (!ended && outlet.isFull() && !awaitingDrain) {
            awaitingDrain = true;
            outlet.onDrain(() -> loop.execute(this::drained));
        }
    }

    private void drained() {
        awaitingDrain = false;
        turn();
    }

    private void confirmWrites() {
        if (outlet.waiting() == 0) {
            times.taken();
            List<Delivery> left = List.copyOf(leaving);
            leaving.clear();
            left.forEach(Delivery::written);
        }
    }

    private void close() {
        if (!ended) {
            ended = true;
            outlet.end();
        }
    }
}

package dev.fleetcast.device.value.feed;

import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.command.stream.StreamTimes;
import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.ValueJson;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.threading.EventLoopConfined;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * One client that follows a value. Versions rise strictly. What comes next is written at once; what the client was too
 * slow for, or has missed, is read again, a few versions at a time.
 */
@EventLoopConfined
final class ValueFeed {

    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ValueName name;
    private final DeviceCaller caller;
    private final Outlet outlet;
    private final Executor loop;
    private final StreamTimes times;
    private final ValueReads reads;
    private final MemoryBudget memory;
    private long last;
    private long newest;
    private boolean began;
    private boolean reading;
    private boolean awaitingDrain;
    private long reserved;
    private volatile boolean ended;

    /** @param loop the event loop */
    ValueFeed(
            ValueName name,
            DeviceCaller caller,
            Outlet outlet,
            Executor loop,
            StreamTimes times,
            ValueReads reads,
            MemoryBudget memory) {
        this.name = name;
        this.caller = caller;
        this.outlet = outlet;
        this.loop = loop;
        this.times = times;
        this.reads = reads;
        this.memory = memory;
    }

    /** The value that is followed; any thread. */
    ValueName name() {
        return name;
    }

    /** Starts after that version; negative for the current one. */
    void begin(long after) {
        reading = true;
        reads.begin(name, after, start -> loop.execute(() -> began(start)), () -> ended);
    }

    /** Tells a change; any thread. */
    void offer(SharedValue value) {
        loop.execute(() -> {
            newest = Math.max(newest, value.version());
            if (began && !reading && value.version() == last + 1 && mayWrite(value)) {
                write(value);
            }
            turn();
        });
    }

    /** Looks for changes that may have been missed; any thread. */
    void lookAgain() {
        loop.execute(() -> {
            newest = Math.max(newest, last + 1);
            turn();
        });
    }

    /** Checks what waits, and the times; called about once a second; any thread. */
    void tickSoon() {
        loop.execute(this::tick);
    }

    /** Closes the connection; any thread. */
    void end() {
        loop.execute(this::close);
    }

    /** The connection has closed. */
    void gone() {
        ended = true;
        release();
    }

    private void began(ValueReads.Start start) {
        reading = false;
        began = true;
        last = start.after();
        newest = Math.max(newest, start.newest());
        writeAll(start.first());
    }

    private void tick() {
        if (ended) {
            return;
        }
        if (outlet.waiting() == 0) {
            times.taken();
        }
        turn();
        if (!mayFollow() || outlet.isFull() && times.isStalled()) {
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
        if (outlet.waiting() == 0) {
            release();
        }
        if (began && !ended && !reading && newest > last && reserved == 0 && !outlet.isFull()) {
            reading = true;
            reads.after(name, last, versions -> loop.execute(() -> read(versions)), () -> ended);
        }
        if (!ended && outlet.isFull() && !awaitingDrain) {
            awaitingDrain = true;
            outlet.onDrain(() -> loop.execute(this::drained));
        }
    }

    private void read(List<SharedValue> versions) {
        reading = false;
        if (versions.isEmpty()) {
            newest = last;
        }
        writeAll(versions);
    }

    private void writeAll(List<SharedValue> versions) {
        for (SharedValue value : versions) {
            if (ended || !mayWrite(value)) {
                // Read again when the client has taken what was written.
                newest = Math.max(newest, value.version());
                return;
            }
            if (value.version() > last) {
                write(value);
            }
        }
        turn();
    }

    private void drained() {
        awaitingDrain = false;
        times.taken();
        turn();
    }

    /** By today's rights, which may have changed since the last tick. */
    private boolean mayFollow() {
        return caller.isLive() && caller.clients().contains(name.clientId());
    }

    /** Everything that waits in the connection is reserved. */
    private boolean mayWrite(SharedValue value) {
        if (ended || outlet.isFull() || !mayFollow()) {
            return false;
        }
        long bytes = value.isDeleted() ? 0 : value.json().length();
        if (!memory.tryReserve(caller.holder(), bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    private void write(SharedValue value) {
        String event = "id: " + value.version() + "\ndata: " + ValueJson.text(ValueJson.of(value)) + "\n\n";
        outlet.write(event.getBytes(StandardCharsets.US_ASCII));
        last = value.version();
        newest = Math.max(newest, last);
        times.written();
        if (outlet.waiting() == 0) {
            release();
        }
    }

    private void release() {
        memory.release(caller.holder(), reserved);
        reserved = 0;
    }

    private void close() {
        if (!ended) {
            ended = true;
            outlet.end();
        }
    }
}

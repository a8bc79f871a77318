package dev.fleetcast.stream.delivery;

import dev.fleetcast.threading.EventLoopConfined;
import java.util.ArrayList;
import java.util.List;

/** The tasks of one stream that wait until its client has taken events. */
@EventLoopConfined
final class WaitingTasks {

    /** The maximum number of tasks that wait for room; further ones on a blocked stream are dropped. */
    private static final int MAX_WAITING = 100;

    private final EventLoop loop;
    private final List<Runnable> forRoom = new ArrayList<>();
    private Runnable next;

    WaitingTasks(EventLoop loop) {
        this.loop = loop;
    }

    /** Whether one more task may wait for room. */
    boolean mayWait() {
        return forRoom.size() < MAX_WAITING;
    }

    void add(Runnable task) {
        forRoom.add(task);
    }

    /** Sets the one task that continues to give events to the client. */
    void setNext(Runnable task) {
        next = task;
    }

    /** Forgets that task. */
    void clearNext() {
        next = null;
    }

    /** Runs the tasks that wait for room, each in a turn of its own. */
    void runAll() {
        if (forRoom.isEmpty()) {
            return;
        }
        List<Runnable> due = List.copyOf(forRoom);
        forRoom.clear();
        due.forEach(loop::execute);
    }

    /** Runs the task that continues to give events, in a turn of its own. */
    void runNext() {
        Runnable due = next;
        if (due != null) {
            next = null;
            loop.execute(due);
        }
    }
}

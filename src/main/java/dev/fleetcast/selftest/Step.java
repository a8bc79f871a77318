package dev.fleetcast.selftest;

import java.util.ArrayList;
import java.util.List;

/**
 * An event of a self-test.
 *
 * @param name the name of the step
 * @param atMillis when it is sent, relative to the first step
 * @param paddingBytes size of a comment sent before it
 */
record Step(String name, int atMillis, int paddingBytes) {

    private static final int TICKS = 6;
    private static final int TICK_MILLIS = 500;
    /** More than proxies buffer of a response before they forward its first bytes. */
    private static final int PADDING_BYTES = 64 * 1024;

    /**
     * The steps of a self-test: a few that must not arrive together, to detect buffering; one after a large padding, to
     * detect how much is buffered; then one after a silence of that length, to detect who closes idle streams.
     */
    static List<Step> plan(int quietMillis) {
        List<Step> plan = new ArrayList<>();
        plan.add(new Step("begin", 0, 0));
        for (int tick = 1; tick <= TICKS; tick++) {
            plan.add(new Step("tick", tick * TICK_MILLIS, 0));
        }
        int padded = (TICKS + 1) * TICK_MILLIS;
        plan.add(new Step("padded", padded, PADDING_BYTES));
        plan.add(new Step("quiet_over", padded + quietMillis, 0));
        plan.add(new Step("end", padded + quietMillis + TICK_MILLIS, 0));
        return plan;
    }
}

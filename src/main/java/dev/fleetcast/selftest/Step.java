package dev.fleetcast.selftest;

import java.util.ArrayList;
import java.util.List;

/**
 * An event of a self-test.
 *
 * @param name what it is good for
 * @param atMillis when it is sent, counted from the first
 * @param paddingBytes what is sent as a comment before it
 */
record Step(String name, int atMillis, int paddingBytes) {

    private static final int TICKS = 6;
    private static final int TICK_MILLIS = 500;
    /** More than proxies keep back of an answer before they pass on the first of it. */
    private static final int PADDING_BYTES = 64 * 1024;

    /**
     * Those of a self-test: a few that must not come together, which shows who keeps events back; then one after a lot of
     * padding, which shows how much is kept back; then a silence of that length, which shows who cuts quiet streams.
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

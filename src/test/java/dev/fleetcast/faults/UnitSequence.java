package dev.fleetcast.faults;

import java.util.HashSet;
import java.util.Set;

/** The messages of one unit that one stream received. */
final class UnitSequence {

    private final Set<Long> missing = new HashSet<>();
    private Figures figures = Figures.NONE;
    private long last;
    private long toldMissing;
    private boolean mayBeginAnew = true;
    private boolean live;

    void ready() {
        live = true;
    }

    void gap(String reason, long missed) {
        figures = figures.plus(Figures.GAP);
        if (reason.equals("overflow")) {
            toldMissing += missed;
        } else {
            mayBeginAnew = true;
        }
    }

    void snapshot(long number) {
        if (!mayBeginAnew) {
            figures = figures.plus(Figures.UNEXPLAINED_SNAPSHOT);
        } else if (number < last) {
            figures = figures.plus(Figures.OUT_OF_ORDER);
        }
        mayBeginAnew = false;
        last = Math.max(last, number);
    }

    void live(long number) {
        if (number > last) {
            skipTo(number);
            last = number;
            mayBeginAnew = false;
            figures = figures.plus(Figures.DELIVERED);
        } else if (missing.remove(number)) {
            figures = figures.plus(Figures.OUT_OF_ORDER);
        } else {
            figures = figures.plus(Figures.REPEATED);
        }
    }

    Figures figures() {
        return figures.plus(Figures.lost(missing.size()));
    }

    boolean isFlawless() {
        return missing.isEmpty() && figures.isFlawless();
    }

    boolean reached(long produced) {
        return live && last >= produced;
    }

    /** A hole is the range in between, unless it was reported: by its size, or by a gap that no snapshot has closed. */
    private void skipTo(long number) {
        long hole = number - last - 1;
        if (mayBeginAnew && last > 0) {
            return;
        }
        if (hole <= toldMissing) {
            toldMissing -= hole;
        } else {
            for (long lost = last + 1; lost < number; lost++) {
                missing.add(lost);
            }
        }
    }
}

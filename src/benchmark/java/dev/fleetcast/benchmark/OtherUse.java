package dev.fleetcast.benchmark;

/** CPU use by processes outside the benchmark. */
final class OtherUse {

    private final long beginNanos = System.nanoTime();
    private final double busy = Machine.busySeconds();
    private final double ours = ProcessUsage.cpuSeconds(ProcessUsage.ours());

    private OtherUse() {}

    static OtherUse begin() {
        return new OtherUse();
    }

    /** Cores that other processes have used on average since the start. */
    double cores() {
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        double since = Machine.busySeconds() - busy - (ProcessUsage.cpuSeconds(ProcessUsage.ours()) - ours);
        return Math.max(0, since / seconds);
    }
}

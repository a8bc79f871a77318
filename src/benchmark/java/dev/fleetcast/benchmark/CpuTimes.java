package dev.fleetcast.benchmark;

import java.util.List;

/** CPU time so far of the parts of a session, in seconds. */
record CpuTimes(double server, double serverUser, double feeders, double client) {

    static CpuTimes of(Contestant contestant, CrowdProcess crowd) {
        return new CpuTimes(
                ProcessUsage.cpuSeconds(contestant.server()),
                ProcessUsage.userSeconds(contestant.server()),
                ProcessUsage.cpuSeconds(contestant.feeders()),
                ProcessUsage.cpuSeconds(List.of(crowd.handle())));
    }

    CpuTimes minus(CpuTimes earlier) {
        return new CpuTimes(
                server - earlier.server,
                serverUser - earlier.serverUser,
                feeders - earlier.feeders,
                client - earlier.client);
    }
}

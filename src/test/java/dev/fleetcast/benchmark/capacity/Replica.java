package dev.fleetcast.benchmark.capacity;

/** One of the replicas of a deployment that carries a load evenly. */
record Replica(Costs costs, Load load, Deployment deployment) {

    double streams() {
        return load.streams() / deployment.replicas();
    }

    CpuUse cpu() {
        return CpuUse.of(costs, load, deployment);
    }

    MemoryUse memory() {
        return MemoryUse.of(costs, load, deployment);
    }

    NetworkUse network() {
        return NetworkUse.of(costs, load, deployment);
    }

    ControlTraffic control() {
        return new ControlTraffic(load, deployment);
    }
}

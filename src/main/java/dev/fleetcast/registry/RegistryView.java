package dev.fleetcast.registry;

/** An in-memory snapshot of a part of the registry. {@link RegistryWatch} reloads every such bean after a change. */
public interface RegistryView {

    /** Reloads the snapshot from the database; called on a worker thread, one call at a time. */
    void reload();
}

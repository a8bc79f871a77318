package dev.fleetcast.registry;

/** An in-memory picture of a part of the registry. {@link RegistryWatch} reloads every such bean after a change. */
public interface RegistryView {

    /** Replaces the picture by what the database holds now; called on a worker thread, one call at a time. */
    void reload();
}

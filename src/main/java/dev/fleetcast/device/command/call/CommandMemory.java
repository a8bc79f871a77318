package dev.fleetcast.device.command.call;

import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the calls in memory their budget. */
@ApplicationScoped
class CommandMemory {

    @Produces
    @Singleton
    OpenCommands openCommands(MemoryBudgets budgets) {
        return new OpenCommands(budgets.of(MemoryKind.COMMANDS));
    }
}

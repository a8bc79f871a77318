/**
 * Memory budgets in bytes for what clients can make the process hold.
 *
 * <p>In reading order: {@code MemoryKind}, {@code MemoryBudgets}, {@code MemoryBudget}, {@code MemoryHolder},
 * {@code Reservation}, {@code MemoryConfig}.
 */
package dev.fleetcast.memory;

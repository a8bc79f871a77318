/** Memory budgets in bytes for what clients can make the process hold. */
package dev.fleetcast.memory;

package org.reapscope.traces.event;

/**
 * A kernel event that names parent and child of a new task (sched_process_fork, task_newtask).
 *
 * @param tid the creating thread
 * @param child the new thread
 * @param flags CLONE_* bits (task_newtask shows them), -1 when not shown
 * @param comm the child's name, empty when not shown
 */
public record TaskSpawned(long line, long time, int tid, int child, long flags, String comm)
    implements ProcessEvent {}

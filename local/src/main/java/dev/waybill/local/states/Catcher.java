package dev.waybill.local.states;

/** Where a task goes on after an error that its retriers gave up on. */
record Catcher(ErrorNames errors, State.Effect effect, String next) {}

/**
 * Loaded into Next before Next itself: ends the process when the one that started it is gone, however that came about.
 * The processes that Next starts load it, too, and are left to Next.
 *
 * Plain JavaScript, because Next runs without a compiler.
 */
if (process.env.WIRELAB_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.exit());
  // The channel alone is no reason to stay.
  process.channel?.unref();
}

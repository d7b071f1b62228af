package org.meltwatch.measure.results;

/**
 * What a whole run took, start-up and warm-up included unless said otherwise.
 *
 * @param cpuMillisPerTile processor time of the engine's process, all threads, per tile
 * @param warmCpuMillisPerTile the same after the warm-up; -1 if the run was too short to tell
 * @param challengerCpuMillisPerTile the same of the challenger's process
 * @param feedCpuMillisPerTile the same of the process that feeds the topic; 0 without one
 * @param brokerCpuMillisPerTile the same of the broker's; 0 without one
 * @param collectionSeconds time in which garbage was collected
 * @param collections how often that was
 * @param peakHeapBytes the most that each part of the heap has held, summed up
 * @param peakResidentBytes the most memory that the process has held; -1 if not known
 * @param startUp seconds from the start of the process to the first tile's receipt
 * @param firstResult seconds from the start of the process to the first result
 * @param stop seconds from the last result to the end of the process
 */
public record Cost(
    double cpuMillisPerTile,
    double warmCpuMillisPerTile,
    double challengerCpuMillisPerTile,
    double feedCpuMillisPerTile,
    double brokerCpuMillisPerTile,
    double collectionSeconds,
    long collections,
    long peakHeapBytes,
    long peakResidentBytes,
    double startUp,
    double firstResult,
    double stop) {}

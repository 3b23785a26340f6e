import type { components, paths } from './schema.gen';

type Body<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number = 200,
> = paths[Path][Method] extends { responses: { [S in Status]: { content: { 'application/json': infer T } } } }
  ? T
  : never;

export type Server = Body<'/api/v1/server', 'get'>;
export type JailSummary = Body<'/api/v1/jails', 'get'>['items'][number];
export type JailDetail = Body<'/api/v1/jails/{jail}', 'get'>;
export type BanPage = Body<'/api/v1/bans', 'get'>;
export type Ban = BanPage['items'][number];
export type BanFilter = NonNullable<paths['/api/v1/bans']['get']['parameters']['query']>;
export type BanSort = NonNullable<BanFilter['sort']>;
export type BanResult = Body<'/api/v1/bans', 'post'>['results'][number];
export type AllowListEntry = Body<'/api/v1/allow-list', 'get'>['items'][number];

type Schemas = components['schemas'];

export type BlocklistSource = Schemas['BlocklistSource'];
export type BlocklistSourceRequest = Schemas['BlocklistSourceRequestInput'];
export type BlocklistSourceChanges = Schemas['BlocklistSourceChangesInput'];
export type BlocklistFormat = BlocklistSource['format'];
export type BlocklistPreview = Schemas['BlocklistPreview'];
export type BlocklistCounts = Schemas['BlocklistCounts'];
export type BlocklistDrop = Schemas['BlocklistDrop'];
export type BlocklistRun = Schemas['BlocklistRun'];
export type BlocklistRunSource = BlocklistRun['sources'][number];
export type BlocklistStage = NonNullable<BlocklistRun['stage']>;
export type BlocklistVersion = Schemas['BlocklistVersion'];
export type BlocklistEnforcement = Schemas['BlocklistEnforcement'];
export type BlocklistHits = Schemas['BlocklistHits'];
export type BlocklistLookUp = Schemas['BlocklistLookUp'];
export type BlocklistCatalogueEntry = Schemas['BlocklistCatalogueEntry'];
export type BlocklistFeedSettings = Schemas['BlocklistFeedSettings'];
export type BlocklistFeedChanges = Schemas['BlocklistFeedChangesInput'];
export type TruthCheck = Schemas['TruthCheck'];
export type TruthRepairResult = Schemas['TruthRepairResults']['results'][number];
export type SchedulerState = Body<'/api/v1/scheduler', 'get'>;

type HistoryParameters<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Query } };
}
  ? NonNullable<Query>
  : never;

export type HistoryEvent = Schemas['HistoryEvent'];
export type HistoryTimeline = Schemas['HistoryTimeline'];
export type HistoryTop = Schemas['HistoryTop'];
export type HistoryTopItem = HistoryTop['items'][number];
export type HistoryRetention = Schemas['HistoryRetention'];
export type ArchiveState = Schemas['ArchiveState'];
export type HistorySubject = paths['/api/v1/history/top']['get']['parameters']['query']['by'];
export type HistorySplit = NonNullable<HistoryParameters<'/api/v1/history/timeline'>['split']>;
/** Which bans are meant, whenever they were. */
export type HistoryFilter = Omit<HistoryParameters<'/api/v1/history'>, 'from' | 'to' | 'limit' | 'cursor'>;
export type AddressPage = Schemas['AddressPage'];
export type AddressSearchItem = Schemas['AddressSearch']['items'][number];

export type ConfigurationFile = Schemas['ConfigurationFile'];
export type ConfigurationFileContent = Schemas['ConfigurationFileContent'];
export type CatalogueJail = Schemas['CatalogueJail'];
export type ConfiguredJail = Schemas['ConfiguredJail'];
export type JailSetting = Schemas['JailSetting'];
export type ConfigurationEdit = Schemas['ConfigurationChangeRequestInput']['edits'][number];
export type ConfigurationChange = Schemas['ConfigurationChange'];
export type FileDifference = Schemas['FileDifference'];
export type JailEffect = Schemas['JailEffect'];
export type ConfigurationVersion = Schemas['ConfigurationVersion'];

export type RegexTest = Schemas['RegexTest'];
export type RegexTestRequest = Schemas['RegexTestRequestInput'];
export type RegexTestChoices = Schemas['RegexTestChoices'];
export type RegexTestOutcome = Schemas['RegexTestOutcome'];
export type RegexTestLine = RegexTestOutcome['lines'][number];
export type RegexTestExpression = RegexTestOutcome['expressions'][number];

export type SimulationSettings = Schemas['SimulationSettings'];
export type SavedSimulationSettings = Schemas['SavedSimulationSettings'];
export type SimulationRequest = Schemas['SimulationRequestInput'];
export type Simulation = Schemas['Simulation'];
export type SimulationResult = Schemas['SimulationResult'];
export type SimulatedAddress = SimulationResult['addresses'][number];
export type SimulationWarning = SimulationResult['warnings'][number];
export type SimulatedFate = SimulatedAddress['today'];

export type LogLine = Schemas['LogLine'];
export type LogLevel = NonNullable<LogLine['level']>;
export type LogPage = Schemas['LogPage'];
export type LogList = Schemas['LogList'];
/** Which lines are meant, whenever they were written. */
export type LogFilter = Omit<HistoryParameters<'/api/v1/logs/fail2ban'>, 'from' | 'to' | 'limit' | 'cursor'>;

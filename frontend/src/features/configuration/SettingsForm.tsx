import type { JailSetting } from '../../api/types';
import { BanLengthsPlot } from './BanLengthsPlot';
import { ChangesBar } from './ChangesBar';
import { draftNameOf, useDraft } from './drafts';
import type { KnownGroup } from './jail-keys';
import { LeaveDialog } from './LeaveDialog';
import { OtherSettings } from './OtherSettings';
import classes from './SettingsForm.module.css';
import { SettingsGroup } from './SettingsGroup';
import type { ChangeSearch } from './search';
import { isSettingsDraft, type SettingsDraft, shownValue, valueProblem, withEdit } from './settings-draft';
import { useProposal } from './use-proposal';

interface Props {
  target: 'jail' | 'server';
  /** The section of the files that the edits go to. */
  section: string;
  settings: readonly JailSetting[];
  groups: readonly KnownGroup[];
  from: ChangeSearch;
  /** What is edited from the beginning, as in a jail that is new. */
  start?: SettingsDraft;
}

const untouched: SettingsDraft = {};

/** The settings of a section by topic: each with its help, its value, where that comes from, and the way back. */
export function SettingsForm({ target, section, settings, groups, from, start = untouched }: Props) {
  const [stored, setStored] = useDraft(draftNameOf(from) ?? section, isSettingsDraft);
  const { check, review } = useProposal(from);
  const draft = stored ?? start;
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  const known = new Set<string>(groups.flatMap(({ keys }) => keys.map(({ key }) => key)));
  const textOf = (key: string) => shownValue(byKey.get(key), draft[key]);
  const isWrong = groups
    .flatMap(({ keys }) => [...keys])
    .some(({ key, kind }) => typeof draft[key] === 'string' && valueProblem(kind, textOf(key)) !== null);
  const edit = (key: string, value: string | null) => {
    setStored(withEdit(draft, key, value, byKey.get(key)));
    check.reset();
  };
  const discard = () => {
    setStored(null);
    check.reset();
  };
  const fieldOf = (key: string) => ({
    section,
    setting: byKey.get(key),
    edit: draft[key],
    onEdit: (value: string | null) => edit(key, value),
  });

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        review([{ kind: 'set', target, section, values: { ...draft } }]);
      }}
    >
      {groups.map((group) => (
        <SettingsGroup key={group.name} group={group} fieldOf={fieldOf}>
          {group.name === 'increment' && <BanLengthsPlot textOf={textOf} />}
        </SettingsGroup>
      ))}
      <OtherSettings settings={settings.filter(({ key }) => !known.has(key))} fieldOf={fieldOf} />
      <ChangesBar count={Object.keys(draft).length} isWrong={isWrong} check={check} onDiscard={discard} />
      <LeaveDialog isChanged={stored !== null && Object.keys(stored).length > 0} onDiscard={discard} />
    </form>
  );
}

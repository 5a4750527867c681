/** The file name of an actions workflow by its path: `build.yml` of `.github/workflows/build.yml@main`. */
export function actionsWorkflowFile(path: string): string {
  const [file = ''] = path.split('@');
  return file.slice(file.lastIndexOf('/') + 1);
}
